namespace Busbar.Soak.Platforms;

/// <summary>What goes wrong with one request.</summary>
internal enum Mishap
{
    None,

    /// <summary>HTTP 500, nothing taken in.</summary>
    Error,

    /// <summary>HTTP 503, nothing taken in.</summary>
    Busy,

    /// <summary>No answer for longer than the gateway waits, nothing taken in.</summary>
    Hang,

    /// <summary>The connection breaks before anything is taken in.</summary>
    BreakBefore,

    /// <summary>Taken in, and the connection breaks before the answer: the gateway cannot know.</summary>
    BreakAfter,

    /// <summary>Taken in, and the answer takes its time.</summary>
    Slow,
}

/// <summary>How a partner fares: long fair spells with a mishap now and then, and foul ones in which every request meets the same fate. Nobody is blamed for being away.</summary>
internal sealed class Weather(Random chance)
{
    private static readonly Mishap[] Each = [Mishap.Error, Mishap.Busy, Mishap.Hang, Mishap.BreakBefore, Mishap.BreakAfter, Mishap.Slow];
    private readonly Lock _lock = new();
    private Mishap _spell;
    private bool _fair = true;

    /// <summary>No mishaps from now on.</summary>
    public void ClearUp()
    {
        lock (_lock)
        {
            (_fair, _spell) = (true, Mishap.None);
        }
    }

    /// <summary>The fate of the next request.</summary>
    public Mishap Next()
    {
        lock (_lock)
        {
            return _fair ? Mishap.None : _spell != Mishap.None ? _spell : chance.Next(100) < 4 ? Each[chance.Next(Each.Length)] : Mishap.None;
        }
    }

    /// <summary>Changes the weather until it is cancelled. <paramref name="away"/> stops and starts the partner's listener.</summary>
    public async Task ChangeAsync(Func<bool, Task> away, CancellationToken cancellation)
    {
        Set(Mishap.None);
        while (true)
        {
            await Task.Delay(Between(2000, 9000), cancellation);
            var foul = chance.Next(Each.Length + 1);
            if (foul == Each.Length)
            {
                await away(true);
                try
                {
                    await Task.Delay(Between(300, 4000), cancellation);
                }
                finally
                {
                    await away(false);
                }
            }
            else
            {
                Set(Each[foul]);
                await Task.Delay(Between(300, 3000), cancellation);
                Set(Mishap.None);
            }
        }
    }

    private int Between(int least, int most)
    {
        lock (_lock)
        {
            return chance.Next(least, most);
        }
    }

    private void Set(Mishap spell)
    {
        lock (_lock)
        {
            (_fair, _spell) = (false, spell);
        }
    }
}
