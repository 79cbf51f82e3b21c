using System.Buffers;
using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Patching;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Ocpi.Wire.Repairs;

/// <summary>One pass over a document. Every method returns null where nothing was mended, so that the text stays as it is.</summary>
internal sealed class RepairWalk(OcpiVersion version, RepairSettings settings, bool patch)
{
    private readonly List<string> _path = [];

    public List<AppliedRepair> Repairs { get; } = [];

    public byte[]? Object(ObjectContract contract, ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + 32);
        output.Write("{"u8);
        var (changed, count) = (false, 0);
        var names = Names(json);
        var members = new JsonMembers(json);
        while (members.MoveNext())
        {
            var (field, renamed) = Find(contract, members.Name, names);
            _path.Add(members.Name);
            if (renamed)
            {
                Note(RepairRule.PropertyName, $"A property was given the standard's spelling: {field!.Name}.");
            }

            byte[]? mended = null;
            var keeps = field is null || Field(contract, field, members.ValueBytes, members.Kind, out mended);
            _path.RemoveAt(_path.Count - 1);
            changed |= renamed || !keeps || mended is not null;
            if (keeps)
            {
                Separate(output, ref count);
                output.Write(renamed ? Encoding.UTF8.GetBytes($"\"{field!.Name}\"") : members.RawNameBytes);
                output.Write(":"u8);
                output.Write(mended ?? members.ValueBytes);
            }
        }

        if (Hours(contract, json, names))
        {
            Separate(output, ref count);
            output.Write("\"twentyfourseven\":false"u8);
            changed = true;
        }

        if (!patch && contract.Name == "EVSE" && !names.Contains("connectors") && Allows(RepairRule.Connectors))
        {
            Separate(output, ref count);
            output.Write("\"connectors\":[]"u8);
            NoteAt("connectors", RepairRule.Connectors, "EVSE.connectors is missing; it is an empty list.");
            changed = true;
        }

        output.Write("}"u8);
        return changed ? output.WrittenSpan.ToArray() : null;
    }

    /// <summary>False when the property is to be left out.</summary>
    private bool Field(ObjectContract owner, FieldContract field, ReadOnlySpan<byte> value, JsonTokenType kind, out byte[]? mended)
    {
        mended = null;
        if (kind == JsonTokenType.Null)
        {
            if (!patch && owner.Name == "EVSE" && field.Name == "connectors" && Allows(RepairRule.Connectors))
            {
                Note(RepairRule.Connectors, "EVSE.connectors is null; it is an empty list.");
                mended = "[]"u8.ToArray();
            }

            return true;
        }

        if (!patch && !field.IsRequired && value.SequenceEqual("\"\""u8) && Allows(RepairRule.Empty))
        {
            Note(RepairRule.Empty, $"{owner.Name}.{field.Name} is an empty text; it counts as absent.");
            return false;
        }

        if (field.IsList)
        {
            mended = kind == JsonTokenType.StartArray ? List(owner, field, value) : Wrapped(owner, field, value, kind);
            return true;
        }

        if (kind == JsonTokenType.StartArray)
        {
            return Unwrapped(owner, field, value, out mended);
        }

        if (Ornaments.IsOptional(field) && kind == JsonTokenType.StartObject && !Usable(field, value, out mended))
        {
            return false;
        }

        if (field.Object?.Name == "Hours" && !field.IsRequired && OpeningTimes.SayNothing(field.Object, value) && Allows(RepairRule.TwentyFourSeven))
        {
            Note(RepairRule.TwentyFourSeven, $"{owner.Name}.{field.Name} says nothing; it was left out.");
            return false;
        }

        mended ??= Value(owner, field, value, kind);
        return true;
    }

    private byte[]? Value(ObjectContract owner, FieldContract field, ReadOnlySpan<byte> value, JsonTokenType kind)
    {
        if (field.Kind == FieldKind.Object)
        {
            return kind == JsonTokenType.StartObject ? Object(field.Object!, value)
                : kind == JsonTokenType.String && field.Object!.Name == "EVSEParking" && Allows(RepairRule.ParkingReference) ? Reference(owner, field, value)
                : null;
        }

        if (kind is JsonTokenType.StartObject or JsonTokenType.StartArray || ScalarRepair.Mend(version, settings, owner, field, value, kind) is not { } found)
        {
            return null;
        }

        Note(found.Rule, found.Message);
        return found.Value;
    }

    private byte[]? List(ObjectContract owner, FieldContract field, ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + 16);
        output.Write("["u8);
        var (changed, count, index) = (false, 0, 0);
        var most = Count(json);
        var items = new JsonItems(json);
        for (; items.MoveNext(); index++)
        {
            _path.Add(index.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var item = json[items.Item];
            byte[]? mended = null;
            var keeps = Item(owner, field, item, items.Kind, last: most == 1, out mended);
            _path.RemoveAt(_path.Count - 1);
            most -= keeps ? 0 : 1;
            changed |= !keeps || mended is not null;
            if (keeps)
            {
                Separate(output, ref count);
                output.Write(mended ?? item);
            }
        }

        output.Write("]"u8);
        return changed ? output.WrittenSpan.ToArray() : null;
    }

    /// <summary>False when the item is to be left out; the last one of a list that must not be empty stays.</summary>
    private bool Item(ObjectContract owner, FieldContract field, ReadOnlySpan<byte> item, JsonTokenType kind, bool last, out byte[]? mended)
    {
        mended = null;
        var mayGo = !last || field.Cardinality == Cardinality.Any;
        if (mayGo && (kind == JsonTokenType.Null || item.SequenceEqual("\"\""u8)) && Allows(RepairRule.EmptyItem))
        {
            Note(RepairRule.EmptyItem, $"An item of {owner.Name}.{field.Name} is empty; it was left out.");
            return false;
        }

        if (kind == JsonTokenType.Null)
        {
            return true;
        }

        if (mayGo && Ornaments.IsList(field))
        {
            return Usable(field, item, out mended);
        }

        mended = Value(owner, field, item, kind);
        if (mayGo && field.Enum is { IsOpen: false } values && kind == JsonTokenType.String && Allows(RepairRule.EnumItem)
            && !values.Contains(Encoding.UTF8.GetBytes(JsonMembers.Text(mended ?? item))))
        {
            Note(RepairRule.EnumItem, $"An item of {owner.Name}.{field.Name} is no {values.Name} of this version; it was left out.");
            return false;
        }

        return true;
    }

    /// <summary>Whether something can be used, mended where it has to be, that its owner can do without.</summary>
    private bool Usable(FieldContract field, ReadOnlySpan<byte> value, out byte[]? mended)
    {
        var before = Repairs.Count;
        mended = value[0] == (byte)'{' ? Object(field.Object!, value) : null;
        if (!Allows(RepairRule.Ornament) || ObjectValidator.Validate(new ObjectType(field.Object!.Name), version, mended ?? value).IsAcceptable)
        {
            return true;
        }

        Repairs.RemoveRange(before, Repairs.Count - before);
        Note(RepairRule.Ornament, $"A {field.Object!.Name} cannot be used; it was left out.");
        return false;
    }

    private byte[]? Wrapped(ObjectContract owner, FieldContract field, ReadOnlySpan<byte> value, JsonTokenType kind)
    {
        if ((field.Kind == FieldKind.Object) != (kind == JsonTokenType.StartObject) || value.SequenceEqual("\"\""u8) || !Allows(RepairRule.List))
        {
            return null;
        }

        Note(RepairRule.List, $"{owner.Name}.{field.Name} is a list; the one value became a list of one.");
        return [.. "["u8, .. Value(owner, field, value, kind) ?? value, .. "]"u8];
    }

    /// <summary>A list of one where a value is expected; an empty list counts as absent.</summary>
    private bool Unwrapped(ObjectContract owner, FieldContract field, ReadOnlySpan<byte> json, out byte[]? mended)
    {
        mended = null;
        var items = new JsonItems(json);
        if (!Allows(RepairRule.List))
        {
            return true;
        }

        if (!items.MoveNext())
        {
            if (field.IsRequired || patch)
            {
                return true;
            }

            Note(RepairRule.List, $"{owner.Name}.{field.Name} is an empty list instead of a value; it counts as absent.");
            return false;
        }

        var (item, kind) = (items.Item, items.Kind);
        if (!items.MoveNext() && kind is not (JsonTokenType.StartArray or JsonTokenType.Null))
        {
            Note(RepairRule.List, $"{owner.Name}.{field.Name} is no list; the one item became the value.");
            mended = Value(owner, field, json[item], kind) ?? json[item].ToArray();
        }

        return true;
    }

    private byte[] Reference(ObjectContract owner, FieldContract field, ReadOnlySpan<byte> value)
    {
        Note(RepairRule.ParkingReference, $"An item of {owner.Name}.{field.Name} is a text; it was taken for the parking_id.");
        return [.. "{\"parking_id\":"u8, .. value, .. "}"u8];
    }

    /// <summary>Whether twentyfourseven has to be added.</summary>
    private bool Hours(ObjectContract contract, ReadOnlySpan<byte> json, HashSet<string> names)
    {
        if (patch || contract.Name != "Hours" || names.Contains("twentyfourseven") || !OpeningTimes.LackTheirFlag(contract, json) || !Allows(RepairRule.TwentyFourSeven))
        {
            return false;
        }

        NoteAt("twentyfourseven", RepairRule.TwentyFourSeven, "Hours.twentyfourseven is missing; since hours are listed it is false.");
        return true;
    }

    private (FieldContract? Field, bool Renamed) Find(ObjectContract contract, string name, HashSet<string> names)
    {
        if (contract.Find(Encoding.UTF8.GetBytes(name)) is { } field)
        {
            return (field, false);
        }

        var meant = name.Trim();
        if (meant == "floor")
        {
            meant = "floor_level";
        }

        foreach (var candidate in contract.Fields)
        {
            if (candidate.Name.Equals(meant, StringComparison.OrdinalIgnoreCase) && !names.Contains(candidate.Name) && Allows(RepairRule.PropertyName))
            {
                names.Add(candidate.Name);
                return (candidate, true);
            }
        }

        return (null, false);
    }

    private static HashSet<string> Names(ReadOnlySpan<byte> json)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var members = new JsonMembers(json);
        while (members.MoveNext())
        {
            names.Add(members.Name);
        }

        return names;
    }

    private static int Count(ReadOnlySpan<byte> json)
    {
        var count = 0;
        for (var items = new JsonItems(json); items.MoveNext();)
        {
            count++;
        }

        return count;
    }

    private bool Allows(string rule) => settings.Allows(rule);

    /// <summary>Notes what was added to the object where the walk stands.</summary>
    private void NoteAt(string property, string rule, string message)
    {
        _path.Add(property);
        Note(rule, message);
        _path.RemoveAt(_path.Count - 1);
    }

    private void Note(string rule, string message) => Repairs.Add(new AppliedRepair(
        string.Concat(_path.Select(step => "/" + step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))), rule, message));

    private static void Separate(ArrayBufferWriter<byte> output, ref int count)
    {
        if (count++ > 0)
        {
            output.Write(","u8);
        }
    }
}
