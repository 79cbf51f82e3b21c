using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Busbar.Bench.Frame;
using Busbar.Bench.Gateway;
using Busbar.Bench.Samples;
using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Microsoft.AspNetCore.Http;

namespace Busbar.Bench.Delivery;

/// <summary>100,000 locations are pulled from a partner, in pages of 100: the last as fast as the first.</summary>
internal sealed class FullPull : ITrial
{
    private const int Locations = 100_000;
    private const int PageSize = 100;

    private readonly List<Mark> _marks = [];
    private Uri? _list;

    public string Name => "pull";

    public async Task<IReadOnlyList<Finding>> RunAsync(bool brief, CancellationToken cancellation)
    {
        await using var partner = new BareServer(ServeAsync);
        await partner.StartAsync(cancellation);
        _list = new Uri(partner.Url, "/locations");
        await using var gateway = await RunningGateway.StartAsync(new BenchDatabase(postgreSql: false), cancellation);
        var connected = await gateway.ConnectAsync(
            SampleLocations.Owner, Role.Cpo, OcpiVersion.V221, [new PartnerEndpoint(ModuleId.Locations, InterfaceRole.Sender, _list)],
            new PartnerProfile { PullInterval = TimeSpan.Zero, PageSize = PageSize }, cancellation);

        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", RunningGateway.AdminKey);
        using var order = new StringContent("""{"full":true}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri($"http://127.0.0.1:{gateway.Port}/api/connections/{connected.Id}/pull"), order, cancellation);
        answer.EnsureSuccessStatusCode();
        await gateway.PulledAsync(connected.Id, ModuleId.Locations, cancellation);
        lock (_marks)
        {
            _marks.Add(Mark.Now());
            return Flatness.Of("full pull of 100,000", "locations", _marks, PageSize);
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        var offset = int.TryParse(context.Request.Query["offset"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        lock (_marks)
        {
            if (offset == 0)
            {
                _marks.Clear();
            }

            _marks.Add(Mark.Now());
        }

        using var body = new MemoryStream(PageSize * 2_600);
        body.Write("""{"status_code":1000,"timestamp":"2026-01-01T00:00:00Z","data":["""u8);
        for (var number = offset; number < Math.Min(offset + PageSize, Locations); number++)
        {
            body.Write(number == offset ? ""u8 : ","u8);
            body.Write(SampleLocations.Json(number, SampleLocations.Start));
        }

        body.Write("]}"u8);
        context.Response.Headers["X-Total-Count"] = Locations.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["X-Limit"] = PageSize.ToString(CultureInfo.InvariantCulture);
        if (offset + PageSize < Locations)
        {
            context.Response.Headers.Link = string.Create(CultureInfo.InvariantCulture, $"<{_list}?offset={offset + PageSize}&limit={PageSize}>; rel=\"next\"");
        }

        await BareServer.SendAsync(context, body.GetBuffer().AsMemory(0, (int)body.Length));
    }
}
