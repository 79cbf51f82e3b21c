namespace Busbar.Console.Words;

/// <summary>How good or bad news is. Shown as a sign and a colour beside a word, never alone.</summary>
public enum Tone
{
    Calm,
    Good,
    Busy,
    Warn,
    Bad,
}
