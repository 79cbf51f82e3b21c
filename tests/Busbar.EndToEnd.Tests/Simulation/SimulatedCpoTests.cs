using System.Globalization;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Commands;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Simulator.Cpo;
using Busbar.Simulator.Emsp;
using Busbar.Simulator.Platforms;
using Busbar.Simulator.World;
using Busbar.Testing;

namespace Busbar.EndToEnd.Tests.Simulation;

/// <summary>A simulated operator states of its sessions and in its CDRs what the standard wants an operator to state.</summary>
public sealed class SimulatedCpoTests
{
    [Theory]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V230)]
    [Requirement("SES-054", "SES-056", "SES-069", "CDR-041", "CDR-042", "CDR-043", "CDR-044", "CDR-046", "CDR-047", "CDR-050", "CDR-062", "CDR-078", "CDR-093", "PAY-010")]
    public async Task Session_that_was_started_by_command_and_its_cdr_tell_how_it_was(OcpiVersion version)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var events = new RecordedEvents();
        await using var cpo = new SimulatedCpo(Options("Operator", "OPR", Role.Cpo, version, SimulatedCpo.Modules), new Chance(11), speed: 20_000, events, TimeProvider.System);
        await using var emsp = new SimulatedEmsp(Options("Provider", "PRV", Role.Emsp, version, SimulatedEmsp.Modules), new Chance(12), events, TimeProvider.System);
        await cpo.Platform.StartAsync(cancellation);
        await emsp.Platform.StartAsync(cancellation);
        cpo.Build(locations: 20);
        emsp.SignUp(1);
        Assert.True(await cpo.Platform.RegisterAsync(emsp.Platform.VersionsUrl, emsp.Platform.Link.MakeTokenA(), cancellation), string.Join(Environment.NewLine, events.All));

        var commands = new List<StartSession>();
        foreach (var shelved in cpo.Platform.Own.List(ModuleId.Locations))
        {
            var location = cpo.Platform.Read<Location>(ObjectType.Location, shelved.Utf8);
            if (location.Evses.FirstOrDefault(evse => evse.Status == Status.Available) is { } free)
            {
                commands.Add(await StartAsync(emsp, location.Id, free.Uid, commands.Count, cancellation));
            }
        }

        await events.WaitForAsync(_ => emsp.Platform.Copies.Count(ModuleId.Cdrs) == commands.Count, cancellation);
        var sessions = emsp.Platform.Copies.List(ModuleId.Sessions).Select(shelved => emsp.Platform.Read<Session>(ObjectType.Session, shelved.Utf8)).ToDictionary(session => session.Id);
        var cdrs = emsp.Platform.Copies.List(ModuleId.Cdrs).Select(shelved => emsp.Platform.Read<Cdr>(ObjectType.Cdr, shelved.Utf8)).ToList();
        foreach (var cdr in cdrs)
        {
            var session = sessions[cdr.SessionId!];
            var command = Assert.Single(commands, sent => sent.AuthorizationReference == cdr.AuthorizationReference);
            Assert.Equal((SessionStatus.Completed, command.AuthorizationReference), (session.Status, session.AuthorizationReference));
            Assert.Equal((AuthMethod.Command, AuthMethod.Command), (session.AuthMethod, cdr.AuthMethod));
            Assert.Equal((command.Token.Uid, command.Token.ContractId, command.Token.PartyId), (session.CdrToken.Uid, session.CdrToken.ContractId, session.CdrToken.PartyId));
            Assert.Equal((command.LocationId, command.EvseUid!, session.ConnectorId), (cdr.CdrLocation.Id, cdr.CdrLocation.EvseUid, cdr.CdrLocation.ConnectorId));
            Assert.Equal((session.StartDateTime, session.EndDateTime), (cdr.StartDateTime, cdr.EndDateTime));
            AssertHours(cdr.EndDateTime - cdr.StartDateTime, cdr.TotalTime);
            AssertPlaceAndTariff(cpo, cdr);
        }

        AssertParkingIsPartOfTheSession(cdrs);
    }

    /// <summary>What happens after charging ended is still the session.</summary>
    private static void AssertParkingIsPartOfTheSession(IEnumerable<Cdr> cdrs)
    {
        var parked = cdrs.Where(cdr => cdr.TotalParkingTime > 0).ToList();
        Assert.NotEmpty(parked);
        Assert.All(parked, cdr =>
        {
            var parking = cdr.ChargingPeriods[^1];
            AssertHours(cdr.EndDateTime - parking.StartDateTime, parking.Dimensions.Single(dimension => dimension.Type == CdrDimensionType.ParkingTime).Volume);
        });
    }

    private static void AssertPlaceAndTariff(SimulatedCpo cpo, Cdr cdr)
    {
        var location = cpo.Platform.Read<Location>(ObjectType.Location, cpo.Platform.Own.Find(ModuleId.Locations, cpo.Platform.Options.Party, cdr.CdrLocation.Id)!.Value);
        Assert.Equal((location.PostalCode, location.Address, location.Country), (cdr.CdrLocation.PostalCode, cdr.CdrLocation.Address, cdr.CdrLocation.Country));
        var connector = location.Evses.Single(evse => evse.Uid == cdr.CdrLocation.EvseUid).Connectors.Single(candidate => candidate.Id == cdr.CdrLocation.ConnectorId);
        var published = cpo.Platform.Read<Tariff>(ObjectType.Tariff, cpo.Platform.Own.Find(ModuleId.Tariffs, cpo.Platform.Options.Party, connector.TariffIds.Single())!.Value);
        var stated = Assert.Single(cdr.Tariffs);
        Assert.Equal((published.Id, published.Currency, published.LastUpdated), (stated.Id, stated.Currency, stated.LastUpdated));
        Assert.Equal(published.Elements.Sum(element => element.PriceComponents.Count), stated.Elements.Sum(element => element.PriceComponents.Count));
    }

    private static void AssertHours(TimeSpan expected, decimal hours) => Assert.InRange((double)hours - expected.TotalHours, -0.0003, 0.0003);

    private static async Task<StartSession> StartAsync(SimulatedEmsp emsp, string location, string evse, int number, CancellationToken cancellation)
    {
        var command = new StartSession
        {
            ResponseUrl = OcpiUrl.Join(
                new Uri(emsp.Platform.BaseUrl, $"/ocpi/{emsp.Platform.Options.Version.Number()}/sender/commands"), "START_SESSION", number.ToString(CultureInfo.InvariantCulture)).AbsoluteUri,
            Token = emsp.Drivers.Single().Token,
            LocationId = location,
            EvseUid = evse,
            AuthorizationReference = $"REF-{number}",
        };
        var answer = await emsp.Platform.Client.SendCommandAsync(
            "START_SESSION", emsp.Platform.Write(ObjectType.StartSession, command), new() { To = new PartyId("NL", "OPR") }, cancellation);
        Assert.Equal(CommandResponseType.Accepted, emsp.Platform.Read<CommandResponse>(ObjectType.CommandResponse, answer.Data).Result);
        return command;
    }

    private static PlatformOptions Options(string name, string party, Role role, OcpiVersion version, IReadOnlyList<(ModuleId Module, InterfaceRole Side)> modules) =>
        new() { Name = name, Party = new PartyId("NL", party), Role = role, Version = version, Modules = modules };
}
