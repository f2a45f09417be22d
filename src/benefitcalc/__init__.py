"""Universal Credit, Housing Benefit and rent for tenants of social landlords: exact, with the law beside each figure."""
