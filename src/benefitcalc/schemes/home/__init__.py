"""Bedrooms and rents: the bedrooms that a household needs, the deduction for spare ones, the Local Housing Allowance.

Universal Credit and Housing Benefit both ask here.

Not covered:

- who normally lives in the home: absences and shared care are entered as they are decided (UC Regs 2013 Sch 4 paras 9,
  11)
"""
