using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Busbar.Admin.Problems;

/// <summary>What a handler's parameter is called outside.</summary>
internal static class QueryName
{
    public static string Of(IParameterBindingMetadata parameter) =>
        parameter.ParameterInfo.GetCustomAttributes(false).OfType<FromQueryAttribute>().FirstOrDefault()?.Name ?? parameter.Name;

    /// <summary>The name outside of a parameter of the endpoint; the same name when it has no other.</summary>
    public static string Of(Endpoint? endpoint, string parameter) =>
        endpoint?.Metadata.OfType<IParameterBindingMetadata>().FirstOrDefault(known => known.Name == parameter) is { } found ? Of(found) : parameter;
}
