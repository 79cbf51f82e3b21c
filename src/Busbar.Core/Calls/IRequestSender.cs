using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Calls;

/// <summary>Port: sends a request of a module that needs no more than a path and a body. Never throws for a partner's fault.</summary>
public interface IRequestSender
{
    Task<CallReply> SendAsync(CallLeg leg, ModuleRequest request, CancellationToken cancellation);
}

/// <summary>One request to a partner.</summary>
/// <param name="Method">GET, POST, PUT, PATCH or DELETE.</param>
/// <param name="Module">The module.</param>
/// <param name="Side">The partner's side of it.</param>
/// <param name="Path">The segments below the partner's endpoint.</param>
/// <param name="Body">JSON in UTF-8; empty sends no body.</param>
public sealed record ModuleRequest(string Method, ModuleId Module, InterfaceRole Side, IReadOnlyList<string> Path, ReadOnlyMemory<byte> Body);
