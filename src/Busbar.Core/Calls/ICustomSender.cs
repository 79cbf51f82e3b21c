using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Calls;

/// <summary>Port: passes a request of a custom module to a partner, and its answer back. Never throws for a partner's fault.</summary>
public interface ICustomSender
{
    Task<CustomAnswer> PassAsync(CallLeg leg, CustomRequest request, CancellationToken cancellation);
}

/// <summary>A request of a module that the standard does not know.</summary>
/// <param name="Module">The module.</param>
/// <param name="Side">The side of it that is asked.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The segments below the endpoint.</param>
/// <param name="Query">The query as it came, without its question mark.</param>
/// <param name="Body">The body; empty for none.</param>
/// <param name="ContentType">The kind of body.</param>
public sealed record CustomRequest(
    ModuleId Module, InterfaceRole Side, string Method, IReadOnlyList<string> Path, string Query, ReadOnlyMemory<byte> Body, string? ContentType);

/// <summary>The answer to it.</summary>
/// <param name="Outcome">Whether there is one.</param>
/// <param name="HttpStatus">The HTTP status; 0 without an answer.</param>
/// <param name="Body">The body as it came.</param>
/// <param name="ContentType">The kind of body.</param>
/// <param name="Headers">The headers as they came.</param>
/// <param name="Message">What went wrong, when nothing came.</param>
public sealed record CustomAnswer(
    CallOutcome Outcome, int HttpStatus, ReadOnlyMemory<byte> Body, string? ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers, string? Message);
