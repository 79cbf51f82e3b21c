using System.Text.Json.Nodes;

namespace Busbar.Soak.Records;

/// <summary>One HTTP request as it was seen outside the gateway, by whoever sent it to the gateway or took it from there.</summary>
/// <param name="Began">Milliseconds since the run's start.</param>
/// <param name="Ended">When the answer was complete, or the connection broke.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">What stands behind the module endpoints' common base: "/tariffs/NL/OPA/T1".</param>
/// <param name="Body">The request's body.</param>
/// <param name="Http">The answer's HTTP status; null when there was none.</param>
/// <param name="Answer">The answer's data, where it was asked for.</param>
/// <param name="Counts">A sender: acknowledged. A partner: taken in, whatever became of the answer.</param>
/// <param name="Mishap">What went wrong on purpose, or by itself.</param>
internal sealed record Exchange(long Began, long Ended, string Method, string Path, JsonNode? Body, int? Http, JsonNode? Answer, bool Counts, string? Mishap);
