using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Cdrs.V211;
using Busbar.Ocpi.Model.Commands.V211;
using Busbar.Ocpi.Model.Credentials.V211;
using Busbar.Ocpi.Model.Locations.V211;
using Busbar.Ocpi.Model.Sessions.V211;
using Busbar.Ocpi.Model.Tariffs.V211;
using Busbar.Ocpi.Model.Tokens.V211;
using Busbar.Ocpi.Model.Versions.V211;

namespace Busbar.Ocpi.Wire.Json;

/// <summary>Generated metadata of the objects that have a shape of their own in OCPI 2.1.1. A context apart, because their names are those of the newer shapes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(DateTimeConverter), typeof(DecimalConverter), typeof(IntConverter), typeof(TextConverter)])]
[JsonSerializable(typeof(VersionDetails))]
[JsonSerializable(typeof(Credentials))]
[JsonSerializable(typeof(Location))]
[JsonSerializable(typeof(Tariff))]
[JsonSerializable(typeof(Token))]
[JsonSerializable(typeof(LocationReferences))]
[JsonSerializable(typeof(AuthorizationInfo))]
[JsonSerializable(typeof(ReserveNow))]
[JsonSerializable(typeof(StartSession))]
[JsonSerializable(typeof(CommandResponse))]
[JsonSerializable(typeof(Cdr))]
[JsonSerializable(typeof(Session))]
internal sealed partial class OcpiV211JsonContext : JsonSerializerContext;
