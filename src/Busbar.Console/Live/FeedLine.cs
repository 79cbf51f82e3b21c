using Busbar.Console.Words;

namespace Busbar.Console.Live;

/// <summary>One line of the feed: something that happened, in a sentence.</summary>
/// <param name="Sequence">Of the (last) event behind it.</param>
/// <param name="At">When.</param>
/// <param name="Kind">One word for the margin.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Tone">How good the news is.</param>
/// <param name="Link">Where to read more.</param>
public sealed record FeedLine(long Sequence, DateTimeOffset At, string Kind, string Text, Tone Tone, string? Link);
