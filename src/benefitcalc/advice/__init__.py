"""What an officer tells a tenant on a call: ranges where facts are not known, options, affordability, plans, notes.

ranges          the figures from lowest to highest while facts are not known, and what to ask next
options         what is open to the household, each with what it leaves after the rent
why_different   which facts or deductions make an award or payment that differs
budget          spending by heading, and the landlord's guidelines
affordability   income and spending, and whether another home can be afforded
plans           a plan for arrears by payday; deductions, what DWP could take; plan_account, the rent account beside it
figures         the figures of a call, which the note, the tenant's page and the call file share
call_notes      the note for the action diary; tenant_page, one page for the tenant; both without health detail
escalation      what must come before a notice and court by nation, and the landlord's own ladder
call_file       a call saved as an anonymous file; prefill, a case begun from one row of a rent roll
worklist        whom to phone first, over a rent roll (loads pandas)
"""
