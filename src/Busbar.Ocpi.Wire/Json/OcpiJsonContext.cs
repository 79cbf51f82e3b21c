using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Bookings;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.ChargingProfiles;
using Busbar.Ocpi.Model.Commands;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Credentials;
using Busbar.Ocpi.Model.HubClientInfo;
using Busbar.Ocpi.Model.Invoices;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Payments;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Model.Tokens;
using Busbar.Ocpi.Model.Versions;
using V22Cdr = Busbar.Ocpi.Model.Cdrs.V22.Cdr;
using V22CdrToken = Busbar.Ocpi.Model.Cdrs.V22.CdrToken;
using V22Price = Busbar.Ocpi.Model.Common.V22.Price;
using V22Session = Busbar.Ocpi.Model.Sessions.V22.Session;
using V22Tariff = Busbar.Ocpi.Model.Tariffs.V22.Tariff;
using Version = Busbar.Ocpi.Model.Versions.Version;

namespace Busbar.Ocpi.Wire.Json;

/// <summary>Generated metadata of every object that stands alone in a request or a response; nested ones follow from these.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(DateTimeConverter), typeof(DecimalConverter), typeof(IntConverter), typeof(TextConverter), typeof(ParkingListConverter)])]
[JsonSerializable(typeof(Version))]
[JsonSerializable(typeof(IReadOnlyList<Version>))]
[JsonSerializable(typeof(VersionDetails))]
[JsonSerializable(typeof(Credentials))]
[JsonSerializable(typeof(Location))]
[JsonSerializable(typeof(Parking))]
[JsonSerializable(typeof(Tariff))]
[JsonSerializable(typeof(V22Tariff), TypeInfoPropertyName = "TariffV22")]
[JsonSerializable(typeof(Token))]
[JsonSerializable(typeof(LocationReferences))]
[JsonSerializable(typeof(AuthorizationInfo))]
[JsonSerializable(typeof(CancelReservation))]
[JsonSerializable(typeof(ReserveNow))]
[JsonSerializable(typeof(StartSession))]
[JsonSerializable(typeof(StopSession))]
[JsonSerializable(typeof(UnlockConnector))]
[JsonSerializable(typeof(CommandResponse))]
[JsonSerializable(typeof(CommandResult))]
[JsonSerializable(typeof(Price))]
[JsonSerializable(typeof(V22Price), TypeInfoPropertyName = "PriceV22")]
[JsonSerializable(typeof(IReadOnlyList<V22Tariff>), TypeInfoPropertyName = "IReadOnlyListTariffV22")]
[JsonSerializable(typeof(Cdr))]
[JsonSerializable(typeof(V22Cdr), TypeInfoPropertyName = "CdrV22")]
[JsonSerializable(typeof(V22CdrToken), TypeInfoPropertyName = "CdrTokenV22")]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(V22Session), TypeInfoPropertyName = "SessionV22")]
[JsonSerializable(typeof(ChargingPreferences))]
[JsonSerializable(typeof(ChargingPreferencesResponse))]
[JsonSerializable(typeof(CommandType))]
[JsonSerializable(typeof(SetChargingProfile))]
[JsonSerializable(typeof(ChargingProfile))]
[JsonSerializable(typeof(ActiveChargingProfile))]
[JsonSerializable(typeof(ChargingProfileResponse))]
[JsonSerializable(typeof(ChargingProfileResult))]
[JsonSerializable(typeof(ActiveChargingProfileResult))]
[JsonSerializable(typeof(ClearProfileResult))]
[JsonSerializable(typeof(ClientInfo))]
[JsonSerializable(typeof(InvoiceReconciliationRecord))]
[JsonSerializable(typeof(Terminal))]
[JsonSerializable(typeof(FinancialAdviceConfirmation))]
[JsonSerializable(typeof(BookingLocation))]
[JsonSerializable(typeof(Calendar))]
[JsonSerializable(typeof(Booking))]
[JsonSerializable(typeof(BookingRequest))]
internal sealed partial class OcpiJsonContext : JsonSerializerContext;
