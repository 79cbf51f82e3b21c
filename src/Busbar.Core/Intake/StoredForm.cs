using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Intake;

/// <summary>
/// The stored object in the version that a change is written in, and the way back: a change in an older version takes nothing away that it cannot say.
/// </summary>
internal sealed class StoredForm
{
    private readonly ObjectType _type;
    private readonly OcpiVersion _stored;
    private readonly OcpiVersion _spoken;
    private readonly TranslationContext _context;
    private readonly Func<ReadOnlyMemory<byte>> _residue;

    private StoredForm(
        ObjectType type, OcpiVersion stored, OcpiVersion spoken, TranslationContext context, ReadOnlyMemory<byte> utf8, Func<ReadOnlyMemory<byte>> residue)
    {
        (_type, _stored, _spoken, _context, Utf8, _residue) = (type, stored, spoken, context, utf8, residue);
    }

    /// <summary>The object in the version of the change.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Reads the stored bytes, translated when the change is written in another version. Null when the object has no form there.</summary>
    public static StoredForm? Read(ICurrentObject current, ObjectDraft draft, DateTimeOffset now, out string? why)
    {
        var (type, version, stored) = (draft.Target.Module.Type, draft.Source.Version, current.ReadUtf8());
        var context = draft.Lookups.ContextOf(draft.Target.Key, current.Facts.Audience, now);
        var view = Translator.Translate(type, current.Version, version, stored, context);
        why = view.Withheld;
        return why is null ? new StoredForm(type, current.Version, version, context, view.Utf8, () => view.Residue) : null;
    }

    /// <summary>The changed object as it is to be stored; null when it has no form there.</summary>
    /// <param name="changed">The whole object after the change, in the version of the change.</param>
    /// <param name="why">Why it has none.</param>
    public (OcpiVersion Version, ReadOnlyMemory<byte> Utf8)? Back(ReadOnlyMemory<byte> changed, out string? why)
    {
        why = null;
        if (_stored <= _spoken)
        {
            return (_spoken, changed);
        }

        var restored = Translator.Restore(_type, _spoken, _stored, changed, _residue(), _context);
        why = restored.Withheld;
        return why is null ? (_stored, restored.Utf8) : null;
    }
}
