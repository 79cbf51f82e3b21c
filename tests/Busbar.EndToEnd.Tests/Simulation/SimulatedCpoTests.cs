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
    [Requirement("SES-054", "SES-056", "SES-069", "CMD-040", "CMD-047", "CDR-041", "CDR-042", "CDR-043", "CDR-044", "CDR-046", "CDR-047", "CDR-050", "CDR-062", "CDR-078", "CDR-093", "PAY-010")]
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

        Assert.Equal(CommandResponseType.Rejected, (await SendAsync(emsp, "ANOTHERS-LOCATION", "E1", commands.Count, cancellation)).Result);
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
            Assert.Equal(session.CdrToken, cdr.CdrToken);
            Assert.Equal((command.LocationId, command.EvseUid!, session.ConnectorId), (cdr.CdrLocation.Id, cdr.CdrLocation.EvseUid, cdr.CdrLocation.ConnectorId));
            Assert.Equal((session.StartDateTime, session.EndDateTime), (cdr.StartDateTime, cdr.EndDateTime));
            AssertHours(cdr.EndDateTime - cdr.StartDateTime, cdr.TotalTime);
            AssertPlaceAndTariff(cpo, cdr);
        }

        AssertParkingIsPartOfTheSession(cdrs);
    }

    [Fact]
    [Requirement("CDR-036", "LOC-094")]
    public async Task Outlet_serves_one_car_at_a_time_and_its_cdr_tells_of_the_place_and_the_tariff_as_they_were_when_it_came()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var pair = await SimulatedPair.CreateAsync(OcpiVersion.V230, drivers: 1, speed: 100);
        var before = (await pair.OwnAsync<Location>(ModuleId.Locations, ObjectType.Location, 20)).First(place => place.Evses[0].Status == Status.Available);
        var outlet = before.Evses[0];
        var tariff = (await pair.OwnAsync<Tariff>(ModuleId.Tariffs, ObjectType.Tariff, 1)).Single(candidate => candidate.Id == outlet.Connectors.Single().TariffIds.Single());
        await StartAsync(pair.Emsp, before.Id, outlet.Uid, 1, cancellation);
        Assert.Equal(CommandResponseType.Rejected, (await SendAsync(pair.Emsp, before.Id, outlet.Uid, 2, cancellation)).Result);
        var session = (await pair.OwnAsync<Session>(ModuleId.Sessions, ObjectType.Session, 1)).Single();

        pair.Cpo.Build(locations: 20);
        var stop = new StopSession
        {
            ResponseUrl = new Uri(pair.Emsp.Platform.BaseUrl, "/ocpi/2.3.0/sender/commands/STOP_SESSION/3").AbsoluteUri, SessionId = session.Id,
        };
        await pair.Emsp.Platform.Client.SendCommandAsync("STOP_SESSION", pair.Emsp.Platform.Write(ObjectType.StopSession, stop), new() { To = new PartyId("NL", "OPR") }, cancellation);

        var cdr = (await pair.OwnAsync<Cdr>(ModuleId.Cdrs, ObjectType.Cdr, 1)).Single();
        var after = (await pair.OwnAsync<Location>(ModuleId.Locations, ObjectType.Location, 20)).Single(place => place.Id == before.Id);
        var changed = (await pair.OwnAsync<Tariff>(ModuleId.Tariffs, ObjectType.Tariff, 1)).Single(candidate => candidate.Id == tariff.Id);
        Assert.NotEqual((before.Address, before.PostalCode, tariff.LastUpdated), (after.Address, after.PostalCode, changed.LastUpdated));
        Assert.Equal((before.Address, before.PostalCode, outlet.EvseId), (cdr.CdrLocation.Address, cdr.CdrLocation.PostalCode, cdr.CdrLocation.EvseId));
        Assert.Equal(tariff.LastUpdated, Assert.Single(cdr.Tariffs).LastUpdated);
        Assert.Equal(pair.Emsp.Drivers.Single().Token.ContractId, cdr.CdrToken.ContractId);
    }

    [Fact]
    [Requirement("LOC-073", "LOC-105")]
    public async Task Every_place_has_its_postal_code_and_every_connector_one_tariff_of_a_type()
    {
        await using var pair = await SimulatedPair.CreateAsync(OcpiVersion.V230, drivers: 0);
        var tariffs = (await pair.OwnAsync<Tariff>(ModuleId.Tariffs, ObjectType.Tariff, 1)).ToDictionary(tariff => tariff.Id);

        foreach (var location in await pair.OwnAsync<Location>(ModuleId.Locations, ObjectType.Location, 20))
        {
            Assert.False(string.IsNullOrEmpty(location.PostalCode));
            Assert.All(location.Evses.SelectMany(evse => evse.Connectors), connector => Assert.Distinct(connector.TariffIds.Select(id => tariffs[id].Type)));
        }
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
        var (command, result) = await SendAsync(emsp, location, evse, number, cancellation);
        Assert.Equal(CommandResponseType.Accepted, result);
        return command;
    }

    private static async Task<(StartSession Command, CommandResponseType Result)> SendAsync(SimulatedEmsp emsp, string location, string evse, int number, CancellationToken cancellation)
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
        return (command, emsp.Platform.Read<CommandResponse>(ObjectType.CommandResponse, answer.Data).Result);
    }

    private static PlatformOptions Options(string name, string party, Role role, OcpiVersion version, IReadOnlyList<(ModuleId Module, InterfaceRole Side)> modules) =>
        new() { Name = name, Party = new PartyId("NL", party), Role = role, Version = version, Modules = modules };
}
