using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Testing.Documents;

namespace Busbar.Gateway.Tests.Fuzzing;

/// <summary>Makes requests: a valid one for some endpoint, of which one or two things are spoiled. Every seventh is left valid.</summary>
internal sealed class FuzzCases(IReadOnlyList<OcpiVersion> versions, Func<OcpiVersion, IReadOnlyList<string>> endpoints)
{
    private static readonly string[] BadSegments =
    [
        "..", ".", "%2e%2e", "%2E", "%2F", "%5C", "%00", "%FF%FE", "%C0%AF", "%F0%9F%94%8C", "%20", "a%09b", "x%0D%0Ay", "'%20OR%201=1--", "%25", "%zz", "",
        "NULL", "%F4%8F%BF%BF", "%ED%A0%80", "a;b=c", "%3Cscript%3E",
    ];

    private static readonly (string Name, string Value)[] BadHeaders =
    [
        ("OCPI-from-party-id", "X"), ("OCPI-from-country-code", "NL"), ("OCPI-to-party-id", "\u007f"), ("OCPI-to-country-code", "ZZZZZZ"), ("OCPI-to-party-id", "MS1"),
        ("X-Request-ID", "a\tb"), ("X-Correlation-ID", new string('c', 3000)), ("Accept", "text/plain"), ("Content-Encoding", "gzip"), ("If-Match", "*"),
        ("Expect", "x"), ("X-HTTP-Method-Override", "DELETE"), ("Accept-Language", "%"), ("Range", "bytes=0-"),
    ];

    public FuzzCase Make(int seed)
    {
        var random = new Random(seed);
        var version = versions[random.Next(versions.Count)];
        var target = FuzzTarget.Pick(version, endpoints(version), random);
        var ids = Enumerable.Range(0, 3).Select(_ => $"F{random.Next(FuzzStock.Ids)}").ToArray();
        var path = Fill(target, version, ids);
        var document = target.Type is { } type ? Document(target, version, new DocumentGenerator(version, seed).NextObject(type), ids, seed, random) : null;
        var made = new FuzzCase
        {
            Seed = seed,
            Version = version,
            AsCpo = target.AsCpo,
            Method = target.Method,
            Path = path,
            Body = document is null ? [] : Encoding.UTF8.GetBytes(document.ToJsonString()),
            Mutation = "valid",
        };
        return random.Next(7) == 0 ? made : Spoil(made, document, random);
    }

    private static FuzzCase Spoil(FuzzCase made, JsonObject? document, Random random)
    {
        switch (random.Next(20))
        {
            case 0:
                return made with { Path = BadPath(made.Path, random), Mutation = "path" };
            case 1:
                return made with { Headers = [.. Enumerable.Range(0, 2).Select(_ => BadHeaders[random.Next(BadHeaders.Length)])], Mutation = "header" };
            case 2:
                return made with { ContentType = random.Next(3) switch { 0 => null, 1 => "text/xml", _ => "application/json; charset=utf-16" }, Mutation = "content type" };
            case < 7 when made.Body.Length > 0:
                var (bytes, name) = ByteMutation.Apply(made.Body, random);
                return made with { Body = bytes, Mutation = name };
            default:
                if (document is null)
                {
                    return made with { Path = BadPath(made.Path, random), Mutation = "path" };
                }

                var (json, what) = DocumentMutation.Apply(document, random);
                return made with { Body = Encoding.UTF8.GetBytes(json), Mutation = what };
        }
    }

    private static string Fill(FuzzTarget target, OcpiVersion version, string[] ids)
    {
        var (country, party) = FuzzStock.PartyOf(version, target.AsCpo);
        var path = target.Path.Replace("{c}", country, StringComparison.Ordinal).Replace("{p}", party, StringComparison.Ordinal);
        foreach (var id in ids)
        {
            var place = path.IndexOf("{i}", StringComparison.Ordinal);
            path = place < 0 ? path : path[..place] + id + path[(place + 3)..];
        }

        return path.Replace("{i}", "F0", StringComparison.Ordinal);
    }

    /// <summary>A valid document that belongs to the path; of a PATCH only some of its members.</summary>
    private static JsonObject Document(FuzzTarget target, OcpiVersion version, JsonObject document, string[] ids, int seed, Random random)
    {
        FuzzStock.Belong(document, version, target.AsCpo, ids, target.Object!, target.Object == "CDR" ? string.Create(CultureInfo.InvariantCulture, $"C{seed % 200}") : null);
        if (document["last_updated"] is not null)
        {
            document["last_updated"] = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(seed % 10_000_000).ToString("s", CultureInfo.InvariantCulture) + "Z";
        }

        if (target.Method == "PATCH")
        {
            foreach (var name in document.Select(member => member.Key).Where(name => name != "last_updated" && random.Next(3) > 0).ToList())
            {
                document.Remove(name);
            }
        }

        return document;
    }

    private static string BadPath(string path, Random random)
    {
        var segments = path.Split('/').ToList();
        var bad = random.Next(8) == 0 ? new string('x', 3000) : BadSegments[random.Next(BadSegments.Length)];
        if (random.Next(2) == 0)
        {
            segments[random.Next(1, segments.Count + 1) - 1] = bad;
        }
        else
        {
            segments.Insert(random.Next(1, segments.Count + 1), bad);
        }

        return string.Join('/', segments) + (random.Next(4) == 0 ? "/" : random.Next(4) == 0 ? "?offset=-1&limit=99999999999&date_from=x&type=%00" : "");
    }
}
