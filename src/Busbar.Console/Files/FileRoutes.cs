using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Console.Files;

/// <summary>/files: style, script and mark, for everyone: the sign-in needs them too.</summary>
internal static class FileRoutes
{
    public static void Map(IEndpointRouteBuilder gateway)
    {
        foreach (var file in ConsoleFile.All)
        {
            gateway.MapGet("/files/" + file.Name, (HttpResponse response) =>
            {
                response.Headers.CacheControl = "public, max-age=31536000, immutable";
                response.Headers.XContentTypeOptions = "nosniff";
                return TypedResults.Bytes(file.Content, file.ContentType, entityTag: file.Tag);
            }).ExcludeFromDescription();
        }
    }
}
