"""Bedrooms and rents: how many bedrooms a household needs, the charge for spare ones, and the Local Housing Allowance.

Universal Credit and Housing Benefit both use these rules.

Not covered:

- who normally lives in the home: absences and shared care are entered as they are decided (UC Regs 2013 Sch 4 paras 9,
  11)
"""
