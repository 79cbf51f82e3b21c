using System.Text.Encodings.Web;
using System.Text.Json;

namespace Busbar.Admin.Contracts;

/// <summary><see cref="AdminJson"/> for answers: they are never put into HTML, so quotes and angle brackets stay readable.</summary>
internal static class AnswerJson
{
    public static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static AdminJson Context { get; } = new(new JsonSerializerOptions(AdminJson.Default.Options) { Encoder = Encoder });
}
