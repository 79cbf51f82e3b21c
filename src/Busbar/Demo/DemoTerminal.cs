using System.Globalization;
using Busbar.Simulator.Reporting;
using Spectre.Console;

namespace Busbar.Demo;

/// <summary>Shows the demonstration as it happens: one line per event, in colour on a terminal, plain elsewhere.</summary>
internal sealed class DemoTerminal(IAnsiConsole console, TimeProvider clock) : IRoamingObserver
{
    /// <summary>Wide enough that a line in a file or a pipe is never broken.</summary>
    private const int PlainWidth = 500;

    private readonly Lock _lock = new();

    /// <summary>The terminal with its colours; a file or a pipe gets plain, unbroken lines.</summary>
    public static IAnsiConsole OpenConsole()
    {
        var redirected = System.Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        if (redirected)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }

    public void OnEvent(RoamingEvent roamingEvent)
    {
        var (word, colour) = roamingEvent.Kind switch
        {
            RoamingEventKind.Handshake => ("handshake", "blue"),
            RoamingEventKind.Push => ("push", "grey"),
            RoamingEventKind.Tap => ("tap", "yellow"),
            RoamingEventKind.Authorization => ("authorise", "aqua"),
            RoamingEventKind.Command => ("command", "fuchsia"),
            RoamingEventKind.Profile => ("limit", "fuchsia"),
            RoamingEventKind.Session => ("session", "green"),
            _ => ("CDR", "white"),
        };
        Line(word, roamingEvent.Good ? colour : "red", roamingEvent.Platform, roamingEvent.Text);
    }

    /// <summary>Something the gateway did.</summary>
    public void Gateway(string word, string text, bool good = true) => Line(word, good ? "blue" : "red", "Busbar", text);

    /// <summary>A line of its own, outside the events.</summary>
    public void Say(string text)
    {
        lock (_lock)
        {
            console.MarkupLineInterpolated($"{text}");
        }
    }

    private void Line(string word, string colour, string who, string text)
    {
        var time = clock.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        lock (_lock)
        {
            console.MarkupLine($"[grey]{time}[/] [{colour}]{word,-10}[/] [bold]{Markup.Escape(who),-12}[/] {Markup.Escape(text)}");
        }
    }
}
