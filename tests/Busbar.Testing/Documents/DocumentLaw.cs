using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Testing.Documents;

/// <summary>Tries what must hold for every document on many generated ones, and shows the smallest that breaks it with its seed.</summary>
public static class DocumentLaw
{
    /// <summary>How many times more documents than usual are tried (environment variable BUSBAR_TEST_FACTOR), and from which seed on (BUSBAR_TEST_SEED).</summary>
    public static int Factor { get; } = Read("BUSBAR_TEST_FACTOR", 1);

    /// <summary>The first seed.</summary>
    public static int FirstSeed { get; } = Read("BUSBAR_TEST_SEED", 0);

    /// <summary>Runs a check on documents of one object and version. The check throws where the law is broken.</summary>
    public static void Holds(OcpiVersion version, ObjectType type, int documents, Action<string> check)
    {
        for (var seed = FirstSeed; seed < FirstSeed + (documents * Factor); seed++)
        {
            var json = new DocumentGenerator(version, seed).Next(type);
            if (Failure(check, json) is { } failure)
            {
                var smallest = DocumentShrinker.Shrink(json, smaller => IsValid(type, version, smaller) && Failure(check, smaller) is { } same && same.GetType() == failure.GetType());
                throw new LawBrokenException($"{type} of {version.Number()}, seed {seed}: {Failure(check, smallest)?.Message ?? failure.Message}\nsmallest: {smallest}", failure);
            }
        }
    }

    /// <summary>Whether a tolerant receiver has nothing to say about the document.</summary>
    public static bool IsValid(ObjectType type, OcpiVersion version, string json) =>
        ObjectValidator.Validate(type, version, Encoding.UTF8.GetBytes(json)).Findings.All(finding => finding.Severity == Severity.Info);

    private static Exception? Failure(Action<string> check, string json)
    {
        try
        {
            check(json);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static int Read(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;
}
