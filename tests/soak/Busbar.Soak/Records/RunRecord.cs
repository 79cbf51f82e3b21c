using System.Diagnostics;

namespace Busbar.Soak.Records;

/// <summary>The folder of a run: what every sender sent, what every partner got, and what was done to the gateway. The judge reads nothing else.</summary>
internal sealed class RunRecord : IAsyncDisposable
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<IAsyncDisposable> _files = [];
    private readonly RecordFile<Happening> _happenings;

    public RunRecord(string folder)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        foreach (var old in Directory.GetFiles(folder, "*.jsonl"))
        {
            File.Delete(old);
        }

        _happenings = Keep(new RecordFile<Happening>(Path.Combine(folder, "happenings.jsonl")));
    }

    public string Folder { get; }

    /// <summary>Milliseconds since the run's start.</summary>
    public long Now => _clock.ElapsedMilliseconds;

    public RecordFile<Exchange> OfSender(string party, string version) => Keep(new RecordFile<Exchange>(Path.Combine(Folder, $"sender-{party}-{version}.jsonl")));

    public RecordFile<Exchange> OfPartner(string party, string version) => Keep(new RecordFile<Exchange>(Path.Combine(Folder, $"partner-{party}-{version}.jsonl")));

    public void Happened(string what, string whom)
    {
        _happenings.Add(new Happening(Now, what, whom));
        Console.WriteLine($"{_clock.Elapsed:mm\\:ss} {what} {whom}");
    }

    /// <summary>Notes it without saying it aloud.</summary>
    public void Note(string what, string whom) => _happenings.Add(new Happening(Now, what, whom));

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files)
        {
            await file.DisposeAsync();
        }

        _files.Clear();
    }

    private TFile Keep<TFile>(TFile file)
        where TFile : IAsyncDisposable
    {
        lock (_files)
        {
            _files.Add(file);
        }

        return file;
    }
}
