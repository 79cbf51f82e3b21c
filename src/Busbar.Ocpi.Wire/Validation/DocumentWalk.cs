using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>One pass over a document along its contract.</summary>
internal ref struct DocumentWalk
{
    private readonly OcpiVersion _version;
    private readonly ObjectContract _root;
    private readonly IObjectRule[][] _rules;
    private readonly ReadOnlySpan<byte> _json;

    /// <summary>False when a text somewhere holds half a surrogate pair. That is an error, and the rules need not be able to read it.</summary>
    private readonly bool _isText;
    private Utf8JsonReader _reader;
    private FindingLog _log;

    /// <summary>Where the values of the root are kept when an outline is wanted.</summary>
    private Place[]? _kept;

    public DocumentWalk(OcpiVersion version, ObjectContract root, ReadOnlySpan<byte> json, Span<Place> path)
    {
        _version = version;
        _root = root;
        _rules = ObjectRules.For(version);
        _json = json;
        _isText = json.IndexOf("\\u"u8) < 0 || Surrogates.AreWhole(json);
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ObjectValidator.MaxDepth });
        _log = new FindingLog(json, path);
    }

    public ValidationResult Run(ValidationMode mode, bool outlined)
    {
        _kept = outlined ? new Place[_root.Fields.Length] : null;
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.StartObject)
        {
            WalkObject(_root, mode, isRoot: true);
        }
        else
        {
            _log.Add(RuleName.Type, Severity.Error, $"{_root.Name} is a JSON object.", "TYP-021");
            _reader.Skip();
        }

        // Reads on to the end: anything behind the object is malformed.
        _reader.Read();
        return _log.ToResult();
    }

    /// <summary>The outline of the document that was walked over; null when something was found.</summary>
    public readonly DocumentOutline? Outline() => _kept is { } values && _log.IsEmpty ? new DocumentOutline(_root, values) : null;

    /// <summary>Walks over an object; the reader stands on its brace. Returns the place of its identity, when it has one.</summary>
    private Place WalkObject(ObjectContract contract, ValidationMode mode, bool isRoot)
    {
        Span<Place> values = stackalloc Place[contract.Fields.Length];
        ulong seen = 0;
        ulong given = 0;
        var next = 0;
        HashSet<string>? unknown = null;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)_reader.TokenStartIndex + 1;
            _log.EnterProperty(start, _reader.ValueSpan.Length);
            var field = _reader.ValueIsEscaped ? FindEscaped(contract) : contract.Find(_reader.ValueSpan, next);
            if (field is null)
            {
                UnknownProperty.Report(ref _log, contract, _json.Slice(start, _reader.ValueSpan.Length));
                if (_isText && !(unknown ??= new HashSet<string>(StringComparer.Ordinal)).Add(_reader.GetString()!))
                {
                    _log.Add(RuleName.Duplicate, Severity.Error, $"A property stands more than once in the same {contract.Name}.");
                }

                _reader.Read();
                _reader.Skip();
                UnknownProperty.ReportEncoding(ref _log, contract, _json[start..(int)_reader.BytesConsumed]);
            }
            else
            {
                next = field.Index + 1;
                var bit = 1UL << field.Index;
                if ((seen & bit) != 0)
                {
                    _log.Add(RuleName.Duplicate, Severity.Error, $"{contract.Name}.{field.Name} stands more than once in the same object.");
                }

                seen |= bit;
                _reader.Read();
                start = (int)_reader.TokenStartIndex;
                given |= _reader.TokenType == JsonTokenType.Null ? 0 : bit;
                WalkField(contract, field, mode);
                values[field.Index] = new Place(start, (int)_reader.BytesConsumed - start);
            }

            _log.Leave();
        }

        ReportMissing(contract, seen, mode, isRoot);
        var view = new ObjectView(_version, _root, contract, _json, values, given, mode);
        if (_isText)
        {
            foreach (var rule in _rules[contract.Ordinal])
            {
                rule.Check(view, ref _log);
            }
        }

        if (isRoot && _kept is { } kept)
        {
            for (var left = given; left != 0; left &= left - 1)
            {
                var index = System.Numerics.BitOperations.TrailingZeroCount(left);
                kept[index] = values[index];
            }
        }

        return Identity.FieldOf(contract) is { } id && (given & (1UL << id.Index)) != 0 ? values[id.Index] : default;
    }

    private readonly FieldContract? FindEscaped(ObjectContract contract)
    {
        if (!Surrogates.AreWhole(_reader.ValueSpan))
        {
            return null;
        }

        foreach (var field in contract.Fields)
        {
            if (_reader.ValueTextEquals(field.Name))
            {
                return field;
            }
        }

        return null;
    }

    private void WalkField(ObjectContract owner, FieldContract field, ValidationMode mode)
    {
        if (_reader.TokenType == JsonTokenType.Null)
        {
            if (field.Cardinality == Cardinality.Required || (field.Cardinality == Cardinality.AtLeastOne && mode == ValidationMode.Patch))
            {
                Missing.ReportNull(ref _log, owner, field, mode);
            }
            else if (field.Cardinality == Cardinality.AtLeastOne)
            {
                Missing.ReportEmpty(ref _log, owner, field);
            }
        }
        else if (!field.IsList)
        {
            WalkValue(owner, field, ValidationMode.Whole);
        }
        else if (_reader.TokenType == JsonTokenType.StartArray)
        {
            // A PATCH adds to these lists and changes their items, so an item may be incomplete too.
            var itemMode = mode == ValidationMode.Patch && Identity.IsMergedList(owner, field) ? ValidationMode.Patch : ValidationMode.Whole;
            WalkList(owner, field, itemMode, isPatch: mode == ValidationMode.Patch);
        }
        else
        {
            _log.Add(RuleName.Type, Severity.Error, $"{owner.Name}.{field.Name} is a list (a JSON array).");
            _reader.Skip();
        }
    }

    private void WalkList(ObjectContract owner, FieldContract field, ValidationMode itemMode, bool isPatch)
    {
        var ids = new IdentityList(_json);
        var count = 0;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            _log.EnterItem(count++);
            if (_reader.TokenType == JsonTokenType.Null)
            {
                _log.Add(RuleName.Type, Severity.Error, $"An item of {owner.Name}.{field.Name} is null.");
            }
            else
            {
                var id = WalkValue(owner, field, itemMode);
                if (id.Length > 0 && !ids.Add(id))
                {
                    Identity.ReportDuplicate(ref _log, owner, field);
                }
            }

            _log.Leave();
        }

        if (count == 0 && field.Cardinality == Cardinality.AtLeastOne && !(isPatch && Identity.IsMergedList(owner, field)))
        {
            Missing.ReportEmpty(ref _log, owner, field);
        }
    }

    private Place WalkValue(ObjectContract owner, FieldContract field, ValidationMode mode)
    {
        if (field.Kind == FieldKind.Object)
        {
            if (_reader.TokenType != JsonTokenType.StartObject)
            {
                _log.Add(RuleName.Type, Severity.Error, $"{owner.Name}.{field.Name} is a JSON object ({field.Type}).", "TYP-021");
                _reader.Skip();
                return default;
            }

            var ceiling = _log.Ceiling;
            if (Identity.IsTolerated(field))
            {
                _log.Ceiling = Severity.Warning;
            }

            var id = WalkObject(field.Object!, mode, isRoot: false);
            _log.Ceiling = ceiling;
            return id;
        }

        if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            _log.Add(RuleName.Type, Severity.Error, $"{owner.Name}.{field.Name} is a single value of type {field.Type}.");
            _reader.Skip();
            return default;
        }

        ScalarCheck.Check(ref _reader, ref _log, _version, owner, field);
        return default;
    }

    private void ReportMissing(ObjectContract contract, ulong seen, ValidationMode mode, bool isRoot)
    {
        var missing = mode == ValidationMode.Whole ? contract.RequiredFields & ~seen : Identity.RequiredInPatch(_version, contract, isRoot) & ~seen;
        for (; missing != 0; missing &= missing - 1)
        {
            Missing.ReportAbsent(ref _log, contract, contract.Fields[System.Numerics.BitOperations.TrailingZeroCount(missing)], mode);
        }
    }
}
