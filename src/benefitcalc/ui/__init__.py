"""The screens: a package for each app (form, screen, view), and the server that shows them."""
