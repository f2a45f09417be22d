"""Serves one notebook as an app on this machine: Voilà's page and widgets behind doors of our own.

Stock Voilà leaves gaps that matter with a caller's details on screen: leaked kernels, no limit, no login, open
query and file handlers, a content delivery network. So this takes Voilà's renderer and front end and builds the rest
from a list of what is allowed: `application` names every address that answers, `access` says who may come in,
`kernels` who owns what and for how long, `messages` what a page may say to its kernel, `policy` the headers.

One page is one kernel. It belongs to the signed cookie that opened it, and ends when the tab closes, when the
connection has been lost for two minutes, or after hours without a touch. Nothing typed is written anywhere;
`kept_answers` holds it in memory for a reload of the same tab, until ten minutes after the page was there last.
"""
