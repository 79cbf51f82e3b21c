using System.Globalization;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Storage.Sqlite;
using Busbar.Storage.Tests.Objects;
using Busbar.Storage.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Storage.Tests.Durability;

/// <summary>Writes from many callers until it is killed, and says on its output what was acknowledged: "id version sequence".</summary>
internal static class Victim
{
    public const int Callers = 16;

    public static async Task<int> RunAsync(string file)
    {
        await using var services = new ServiceCollection().AddSingleton<ISecretProtector, ReversingProtector>().AddBusbarSqlite($"Data Source={file}").BuildServiceProvider();
        var store = services.GetRequiredService<IObjectStore>();
        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var version = 1; ; version++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"C{caller}-{version % 5}");
                var text = version.ToString(CultureInfo.InvariantCulture);
                var result = await store.WriteAsync(TestObjects.Put(TestObjects.Location(id), TestObjects.Document(text)), CancellationToken.None);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{id} {version} {result.Sequence}"));
            }
        })));
        return 0;
    }
}
