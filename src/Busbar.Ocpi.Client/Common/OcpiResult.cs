namespace Busbar.Ocpi.Client.Common;

/// <summary>The outcome of a call with its data read as a record.</summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="Response">The outcome. Data that is no such record makes it <see cref="OcpiFailure.Unreadable"/>.</param>
/// <param name="Value">The record; null unless the call succeeded.</param>
public sealed record OcpiResult<T>(OcpiResponse Response, T? Value)
    where T : class
{
    /// <summary>Whether there is a value.</summary>
    public bool IsSuccess => Response.IsSuccess && Value is not null;
}
