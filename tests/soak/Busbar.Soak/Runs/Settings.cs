using System.Globalization;

namespace Busbar.Soak.Runs;

/// <summary>What the command line says of a run.</summary>
internal sealed record Settings
{
    public string Folder { get; init; } = "";

    public bool PostgreSql { get; init; }

    public int Kills { get; init; } = 200;

    public int Rounds { get; init; } = 2;

    /// <summary>How long; null for as long as the run takes by itself.</summary>
    public double? Minutes { get; init; }

    /// <summary>Documents a second of all operators together.</summary>
    public double Rate { get; init; } = 50;

    public int Seed { get; init; } = 1;

    public bool Deletes { get; init; }

    public bool Asynchronous { get; init; }

    /// <summary>The gateway's program; null for the one built beside this one.</summary>
    public string? Gateway { get; init; }

    /// <summary>The program of an earlier version, from which is upgraded.</summary>
    public string? From { get; init; }

    public static Settings Read(string command, IReadOnlyList<string> arguments)
    {
        var settings = new Settings { Folder = Path.Combine(Path.GetTempPath(), $"busbar-soak-{command}"), Deletes = command == "crash" };
        for (var place = 0; place < arguments.Count; place++)
        {
            string Next() => ++place < arguments.Count ? arguments[place] : throw new ArgumentException($"{arguments[^1]} lacks its value.");
            settings = arguments[place] switch
            {
                "--folder" => settings with { Folder = Next() },
                "--database" => settings with { PostgreSql = Next() == "postgresql" },
                "--kills" => settings with { Kills = int.Parse(Next(), CultureInfo.InvariantCulture) },
                "--rounds" => settings with { Rounds = int.Parse(Next(), CultureInfo.InvariantCulture) },
                "--minutes" => settings with { Minutes = double.Parse(Next(), CultureInfo.InvariantCulture) },
                "--rate" => settings with { Rate = double.Parse(Next(), CultureInfo.InvariantCulture) },
                "--seed" => settings with { Seed = int.Parse(Next(), CultureInfo.InvariantCulture) },
                "--asynchronous" => settings with { Asynchronous = true },
                "--from" => settings with { From = Next() },
                "--gateway" => settings with { Gateway = Next() },
                var unknown => throw new ArgumentException($"{unknown} is unknown."),
            };
        }

        return settings;
    }
}
