using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Busbar.Architecture.Tests;

/// <summary>Finds the metadata tokens in a method's instructions.</summary>
internal static class InstructionTokens
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes)
        .GetFields()
        .Select(field => field.GetValue(null))
        .OfType<OpCode>()
        .ToDictionary(code => (int)(ushort)code.Value);

    public static IEnumerable<int> Read(BlobReader instructions)
    {
        var tokens = new List<int>();
        while (instructions.RemainingBytes > 0)
        {
            int value = instructions.ReadByte();
            if (value == 0xFE)
            {
                value = 0xFE00 | instructions.ReadByte();
            }

            switch (Codes[value].OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    tokens.Add(instructions.ReadInt32());
                    break;
                case OperandType.InlineSwitch:
                    var targets = instructions.ReadInt32(); // Reading moves the offset, so it comes first.
                    instructions.Offset += 4 * targets;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    instructions.Offset += 8;
                    break;
                case OperandType.InlineVar:
                    instructions.Offset += 2;
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    instructions.Offset += 1;
                    break;
                case OperandType.InlineNone:
                    break;
                default:
                    instructions.Offset += 4;
                    break;
            }
        }

        return tokens;
    }
}
