using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Objects;

/// <summary>A small thing that one message said and another one, which cannot say it, will need: who a contract belongs to, what a driver was authorised for.</summary>
/// <param name="Kind">What is remembered.</param>
/// <param name="Owner">The party whose names these are.</param>
/// <param name="Name">What it is found by, ignoring case.</param>
/// <param name="Value">What is known of it.</param>
/// <param name="At">When it was said last.</param>
public sealed record Link(string Kind, PartyId Owner, string Name, string Value, DateTimeOffset At);
