"""Serves one notebook as an app on this machine: Voilà draws the page and the widgets, this package decides who reaches
them.

Voilà alone has gaps that matter when a caller's details are on screen: it leaves kernels running, sets no limit, has no
login, opens query and file handlers, and loads from a content delivery network. So this package takes Voilà's renderer
and front end, and allows only what is in its lists: `application` names every address that answers, `access` says who
may use them, `kernels` which user owns which kernel and for how long, `messages` what a page may send to its kernel,
`policy` the headers.

Each page has its own kernel. The kernel belongs to the signed cookie of the browser that opened the page. It ends when
the tab closes, when the connection has been lost for two minutes, or after hours in which nobody did anything. Nothing
that is typed is written anywhere; `kept_answers` holds it in memory for a reload of the same tab, until ten minutes
after the page was last there.
"""
