namespace Busbar.Ocpi.Pricing.Common;

/// <summary>Adds amounts up without a new one for each. Taxes of the same name and rate are one.</summary>
internal sealed class AmountSum
{
    private readonly List<(TaxShare Share, Rational Amount)> _taxes = [];
    private Amount? _first;
    private bool _isFirst;
    private Rational? _before;
    private Rational? _after;

    public AmountSum Clear()
    {
        _taxes.Clear();
        _first = null;
        _isFirst = false;
        return this;
    }

    public void Add(Amount amount)
    {
        if (_first is null)
        {
            (_first, _isFirst, _before, _after) = (amount, true, amount.BeforeTaxes, amount.AfterTaxes);
        }
        else
        {
            _isFirst = false;
            _before += amount.BeforeTaxes;
            _after += amount.AfterTaxes;
        }

        for (var i = 0; i < amount.Taxes.Count; i++)
        {
            AddTax(amount.Taxes[i]);
        }
    }

    /// <summary>The sum; null when nothing was added.</summary>
    public Amount? Total()
    {
        if (_isFirst || _first is null)
        {
            return _first;
        }

        var taxes = new TaxShare[_taxes.Count];
        for (var i = 0; i < taxes.Length; i++)
        {
            taxes[i] = _taxes[i].Share with { Amount = _taxes[i].Amount };
        }

        return Amount.Of(_before, _after, taxes);
    }

    private void AddTax(TaxShare tax)
    {
        for (var i = 0; i < _taxes.Count; i++)
        {
            var known = _taxes[i].Share;
            if (known.Name == tax.Name && known.Percentage == tax.Percentage && known.AccountNumber == tax.AccountNumber)
            {
                _taxes[i] = (known, _taxes[i].Amount + tax.Amount);
                return;
            }
        }

        _taxes.Add((tax, tax.Amount));
    }
}
