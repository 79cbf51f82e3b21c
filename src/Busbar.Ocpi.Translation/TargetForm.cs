using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Translation;

/// <summary>
/// What every object has in common on its way from or to 2.1.1 and 2.2: the form of times and degrees, ASCII where it is asked for, and
/// that older versions are not sent members they do not know (X-GEN-09, X-DT-1, X-TYP-7, X-TYP-8, X-TXT-3).
/// </summary>
internal sealed class TargetForm(OcpiVersion from, OcpiVersion to, LossLog log)
{
    private readonly bool _strips = to < from && to <= OcpiVersion.V22 && !log.Context.KeepUnknownMembers;

    private readonly bool _ascii = to == OcpiVersion.V211 && log.Context.Ascii;

    /// <summary>Whether there is anything to do between two versions.</summary>
    public static bool Matters(OcpiVersion from, OcpiVersion to) => from == OcpiVersion.V211 || (to < from && to <= OcpiVersion.V22);

    public void Apply(Node place, ObjectContract contract)
    {
        for (var member = place.First; member is not null;)
        {
            var next = member.Next;
            if (contract.Find(member.Name.Span) is { } field)
            {
                Member(place, member, field);
            }
            else if (_strips)
            {
                if (!member.IsNull)
                {
                    log.Add(member.Pointer(), "X-GEN-09", LossKind.Dropped, "The target version does not know the member, and its readers need not accept it.");
                }

                member.Detach();
            }

            member = next;
        }
    }

    private void Member(Node place, Node member, FieldContract field)
    {
        switch (field.Kind)
        {
            case FieldKind.Object when member.Kind == JsonValueKind.Array:
                for (var item = member.First; item is not null; item = item.Next)
                {
                    Inner(item, field);
                }

                break;
            case FieldKind.Object:
                Inner(member, field);
                break;
            case FieldKind.DateTime when Touches211():
                Replace(place, field, Times.Other(member, to == OcpiVersion.V211));
                break;
            case FieldKind.Text when field.Format is ValueFormat.Latitude or ValueFormat.Longitude:
                Degrees(place, member, field);
                break;
            case FieldKind.Text when _ascii && field.Format == ValueFormat.None:
                Letters(place, member, field);
                break;
        }
    }

    private bool Touches211() => to == OcpiVersion.V211 || from == OcpiVersion.V211;

    private void Inner(Node node, FieldContract field)
    {
        if (node.Kind == JsonValueKind.Object && field.Object is { } contract)
        {
            Apply(node, contract);
        }
    }

    private void Degrees(Node place, Node member, FieldContract field)
    {
        if (!Touches211())
        {
            return;
        }

        var rounded = false;
        var other = to == OcpiVersion.V211 ? Coordinates.Other(member, 6, 6, out rounded) : Coordinates.Other(member, 5, 7, out rounded);
        Replace(place, field, other);
        if (rounded)
        {
            log.Add(place.PointerTo(field.Name), "X-TYP-7", LossKind.Approximated, "The degrees have more decimals than the target version allows and are rounded.");
        }
    }

    private void Letters(Node place, Node member, FieldContract field)
    {
        if (member.AsText() is { } text && PlainText.Of(text) is var plain && !ReferenceEquals(plain, text))
        {
            // Two letters may stand for one; what fitted before still has to.
            Replace(place, field, Node.Text(plain.Length > field.MaxLength ? plain[..field.MaxLength.Value] : plain));
            log.Add(place.PointerTo(field.Name), "X-TXT-3", LossKind.Approximated, "The partner takes printable ASCII only; the text is written with the nearest letters.");
        }
    }

    private static void Replace(Node place, FieldContract field, Node? other)
    {
        if (other is not null)
        {
            place.Set(field.Name, other);
        }
    }
}
