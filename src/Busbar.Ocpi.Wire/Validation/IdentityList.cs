using System.Text;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Remembers the ids of a list's items and tells a repeated one. Short lists need no memory beyond the stack.</summary>
internal ref struct IdentityList(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private FirstPlaces _first;
    private int _count;
    private HashSet<string>? _rest;

    /// <summary>Adds an id (a JSON string with its quotation marks); false when it was there already, ignoring case.</summary>
    public bool Add(Place id)
    {
        if (_rest is not null)
        {
            return _rest.Add(Encoding.UTF8.GetString(id.In(_json)));
        }

        for (var i = 0; i < _count; i++)
        {
            if (Ascii.EqualsIgnoreCase(_first[i].In(_json), id.In(_json)))
            {
                return false;
            }
        }

        if (_count < FirstPlaces.Size)
        {
            _first[_count++] = id;
            return true;
        }

        _rest = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var place in _first)
        {
            _rest.Add(Encoding.UTF8.GetString(place.In(_json)));
        }

        return _rest.Add(Encoding.UTF8.GetString(id.In(_json)));
    }

    [System.Runtime.CompilerServices.InlineArray(Size)]
    private struct FirstPlaces
    {
        public const int Size = 12;
        private Place _element;
    }
}
