using System.Buffers;
using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Patching;
using Busbar.Ocpi.Wire.Repairs;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>A document that was brought: checked against its address and its version's rules, completed where the address knows more.</summary>
internal sealed class ObjectDraft
{
    // Only top-level texts are added; rules of particular objects do not apply to that.
    private static readonly ObjectType AnyObject = new("");

    private static readonly TimeSpan ToleratedSkew = TimeSpan.FromMinutes(5);

    private readonly List<Finding> _findings = [];
    private ChangeLookups? _lookups;

    private ObjectDraft(IntakeSource source, ObjectTarget target, BroughtDocument document)
    {
        Source = source;
        Target = target;
        Utf8 = document.Utf8;
        Repairs = document.Repairs;
        Scan = document.Scan(target.Identity.Field);
    }

    public IntakeSource Source { get; }

    public ObjectTarget Target { get; private set; }

    /// <summary>The bytes to store.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; private set; }

    public ObjectScan Scan { get; private set; }

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>What was mended.</summary>
    public IReadOnlyList<AppliedRepair> Repairs { get; private set; }

    /// <summary>Whose token the object is about, where its version does not say it.</summary>
    public PartyId? Audience { get; set; }

    /// <summary>What its translation needs, where what is stored is written in another version.</summary>
    public ChangeLookups Lookups => _lookups ??= new();

    /// <summary>Whether a decision about the draft was made without something that can still be fetched.</summary>
    public bool IsShort => _lookups is { IsShort: true };

    /// <summary>Whether the document must be refused.</summary>
    public bool Refused => _findings.Exists(f => f.Severity == Severity.Error || (Source.Strict && f.Severity == Severity.Warning));

    /// <summary>Reads a whole object.</summary>
    /// <exception cref="JsonException">The text is no JSON object.</exception>
    public static ObjectDraft Whole(IntakeSource source, ObjectTarget target, BroughtDocument document, DateTimeOffset now)
    {
        var draft = new ObjectDraft(source, target, document);
        draft.MatchAddress(fill: true);
        var findings = draft.Complete(now) ? BroughtDocument.Check(source, target.Type, draft.Utf8, patch: false, out _) : document.Findings;
        draft._findings.AddRange(findings);
        draft._findings.AddRange(document.Mended);
        draft.CheckClock(now);
        return draft;
    }

    /// <summary>Reads the body of a PATCH.</summary>
    /// <exception cref="JsonException">The text is no JSON object.</exception>
    public static ObjectDraft Patch(IntakeSource source, ObjectTarget target, BroughtDocument document, DateTimeOffset now)
    {
        var draft = new ObjectDraft(source, target, document);
        draft.MatchAddress(fill: false);
        draft._findings.AddRange(document.Findings);
        draft._findings.AddRange(document.Mended);
        if (draft.Scan.LastUpdated is null && source.Version > OcpiVersion.V211 && !draft._findings.Exists(f => f.Path == "/last_updated"))
        {
            draft.Refuse("/last_updated", "required", "A PATCH carries last_updated.", "TRN-057");
        }

        if (draft.Scan.LastUpdated is null && (source.PatchWithoutTime || source.Version == OcpiVersion.V211))
        {
            draft.TakeArrival(now);
        }

        draft.CheckClock(now);
        return draft;
    }

    /// <summary>Checks what a merge made; its findings take the place of those of the patch.</summary>
    public static IReadOnlyList<Finding> Check(ObjectType type, OcpiVersion version, ReadOnlySpan<byte> merged) =>
        ObjectValidator.Validate(type, version, merged).Findings;

    /// <summary>Adds what was tolerated before the document was read.</summary>
    public void Note(IReadOnlyList<Finding> findings) => _findings.InsertRange(0, findings);

    /// <summary>What is stored beside the object. Objects that do not say whom they are for stay with whom they were for.</summary>
    /// <param name="utf8">The bytes that will be stored.</param>
    /// <param name="scan">The same, read.</param>
    /// <param name="fallback">Used when the object has no last_updated.</param>
    /// <param name="current">What is stored now.</param>
    public ObjectFacts FactsOf(ReadOnlySpan<byte> utf8, ObjectScan scan, DateTimeOffset fallback, ICurrentObject? current)
    {
        var facts = scan.Facts(utf8, fallback);
        if (Target.Module == OwnedModule.Sessions || Target.Module == OwnedModule.Cdrs)
        {
            // Up to 2.2 they do not say it, and a PATCH does not repeat it.
            return facts with { Audience = facts.Audience ?? Audience ?? current?.Facts.Audience };
        }

        if (Target.Module == OwnedModule.Bookings)
        {
            // Some operators put themselves where the request names its eMSP, as the package's example does.
            return facts with { Audience = Target.For ?? (facts.Audience == Target.Owner ? null : facts.Audience) ?? current?.Facts.Audience };
        }

        return Target.Module.NamesOwner && Target.Module != OwnedModule.Invoices ? facts : facts with { Audience = Target.For ?? scan.Party ?? current?.Facts.Audience };
    }

    /// <summary>Goes on with a document in which something was mended after it was read.</summary>
    /// <param name="utf8">The mended document.</param>
    /// <param name="mended">The findings that hold no more: they are told as tolerated.</param>
    /// <param name="repairs">What was mended.</param>
    public void Mend(ReadOnlyMemory<byte> utf8, Predicate<Finding> mended, IReadOnlyList<AppliedRepair> repairs)
    {
        Utf8 = utf8;
        Scan = ObjectScan.Read(utf8.Span, Target.Identity.Field);
        Repairs = [.. Repairs, .. repairs];
        for (var i = 0; i < _findings.Count; i++)
        {
            if (mended(_findings[i]))
            {
                _findings[i] = _findings[i] with { Severity = Severity.Warning };
            }
        }
    }

    /// <summary>Tells for whom the object is, found out after it was read.</summary>
    public void Address(PartyId party) => Target = Target with { For = party };

    /// <summary>Tells of which type the Token is that its version calls OTHER.</summary>
    public void MeanType(string type) => Target = Target with { TokenType = type };

    private void MatchAddress(bool fill)
    {
        if (Target.Module == OwnedModule.Bookings && Scan.Id is { } own && Scan.RequestId is { } request
            && !own.Equals(Target.Id, StringComparison.OrdinalIgnoreCase) && request.Equals(Target.Id, StringComparison.OrdinalIgnoreCase))
        {
            // The package's definition names the one, its table of parameters the other (AMD-158).
            Target = Target with { Id = own };
            Tolerate("/id", "address", "The URL names the booking by request_id; its own id was taken.");
        }

        var (field, id) = Target.Identity;
        if (Scan.Id is not null && !Scan.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        {
            Refuse($"/{field}", "address", $"{field} differs from the id in the URL.", "TRN-065");
        }

        var owner = Target.Owner;
        var named = Target.Module.NamesOwner && !Target.IsPart;
        if (named && Scan.CountryCode is not null && !Scan.CountryCode.Equals(owner.CountryCode, StringComparison.OrdinalIgnoreCase))
        {
            Refuse("/country_code", "address", "country_code differs from the URL.", OwnerRow);
        }

        if (named && Scan.PartyCode is not null && !Scan.PartyCode.Equals(owner.Code, StringComparison.OrdinalIgnoreCase))
        {
            Refuse("/party_id", "address", "party_id differs from the URL.", OwnerRow);
        }

        if (Target.Module == OwnedModule.Tokens && Scan.TokenType is { } type)
        {
            MatchTokenType(type, fill);
        }
    }

    private string? OwnerRow => Target.Module == OwnedModule.BookingLocations ? "BOK-031" : Target.Module == OwnedModule.Bookings ? "BOK-032" : null;

    private void MatchTokenType(string type, bool whole)
    {
        if (Target.TokenType is null)
        {
            // A missing query parameter means RFID, and 2.1.1 has none; senders that leave it out for other types still mean the type that they wrote.
            if (whole && !type.Equals(TokenKey.DefaultType, StringComparison.OrdinalIgnoreCase))
            {
                Target = Target with { TokenType = type };
                if (Source.Version > OcpiVersion.V211)
                {
                    Tolerate("/type", "address", "The URL lacks the query parameter type; the type of the body was taken.");
                }
            }
        }
        else if (!type.Equals(Target.TokenType, StringComparison.OrdinalIgnoreCase))
        {
            Refuse("/type", "address", "type differs from the query parameter type.", null);
        }
    }

    /// <summary>Adds what the address says and the body leaves out, and says so.</summary>
    private bool Complete(DateTimeOffset now)
    {
        var additions = new List<(string Field, string Value)>();
        var (field, id) = Target.Identity;
        if (Scan.Id is null)
        {
            additions.Add((field, id));
        }

        if (Target.Module.NamesOwner && !Target.IsPart && Source.Version > OcpiVersion.V211)
        {
            if (Scan.CountryCode is null)
            {
                additions.Add(("country_code", Target.Owner.CountryCode));
            }

            if (Scan.PartyCode is null)
            {
                additions.Add(("party_id", Target.Owner.Code));
            }
        }

        foreach (var (name, _) in additions)
        {
            Tolerate($"/{name}", "required", $"{name} is missing or no text; it was taken from the URL.");
        }

        if (Scan.LastUpdated is null && (Target.Module == OwnedModule.Tariffs || Target.Module == OwnedModule.Terminals))
        {
            additions.Add(("last_updated", OcpiDateTime.Format(now)));
            Tolerate("/last_updated", "required", "last_updated is missing; the time of arrival was taken.");
        }

        if (Target.Module == OwnedModule.Sessions && Scan.Status == "RESERVED")
        {
            additions.Add(("status", "RESERVATION"));
            Tolerate("/status", "enum", "RESERVED is not a status; it was read as RESERVATION.");
        }

        if (additions.Count > 0)
        {
            Utf8 = MergePatch.Apply(AnyObject, Source.Version, Utf8.Span, Write(additions));
            Scan = ObjectScan.Read(Utf8.Span, field);
        }

        return additions.Count > 0;
    }

    /// <summary>AMB-054: a partner that leaves the time out of a PATCH means now. 2.1.1 does not ask for it (X-DT-2).</summary>
    private void TakeArrival(DateTimeOffset now)
    {
        _findings.RemoveAll(finding => finding.Path == "/last_updated" && finding.Rule == RuleName.Required);
        Utf8 = MergePatch.Apply(AnyObject, Source.Version, Utf8.Span, Write([("last_updated", OcpiDateTime.Format(now))]));
        Scan = ObjectScan.Read(Utf8.Span, Target.Identity.Field);
        if (Source.Version > OcpiVersion.V211)
        {
            Tolerate("/last_updated", RuleName.Required, "A PATCH carries last_updated; the time of arrival was taken.");
        }
    }

    private void CheckClock(DateTimeOffset now)
    {
        if (Scan.LastUpdated > now + ToleratedSkew)
        {
            Tolerate("/last_updated", "date-time.future", "last_updated lies in the future; it will not hold up later changes.");
        }
    }

    private void Refuse(string path, string rule, string message, string? requirement) =>
        _findings.Add(new(path, rule, Severity.Error, message, requirement));

    private void Tolerate(string path, string rule, string message) => _findings.Add(new(path, rule, Severity.Warning, message));

    private static ReadOnlySpan<byte> Write(List<(string Field, string Value)> members)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (field, value) in members)
            {
                writer.WriteString(field, value);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }
}
