"""The screens: a package an app (form, screen, view) and the server that shows them."""
