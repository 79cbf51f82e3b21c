namespace Busbar.Gateway.Tests.Delivery.Models;

/// <summary>One thing that happens to a gateway and its partner. Objects are numbers, so that any operation can be left out.</summary>
internal abstract record DeliveryOperation
{
    private DeliveryOperation()
    {
    }

    /// <summary>Objects change, at once.</summary>
    public sealed record Changes(params IReadOnlyList<ObjectChange> Of) : DeliveryOperation
    {
        public override string ToString() => $"change {string.Join(", ", Of)}";
    }

    /// <summary>From now on the partner fares like this; when it is moody, the seed says how.</summary>
    public sealed record Partner(PartnerMood Mood, int Seed) : DeliveryOperation;

    /// <summary>The partner is away while objects change, and comes back: each of them is told once, as it is then.</summary>
    public sealed record Outage(params IReadOnlyList<ObjectChange> Of) : DeliveryOperation
    {
        public override string ToString() => $"outage with change {string.Join(", ", Of)}";
    }

    /// <summary>The gateway ends and starts anew. A crash loses what of its cursor was not written down.</summary>
    public sealed record Restart(bool Crash) : DeliveryOperation;
}

internal sealed record ObjectChange(ObjectChangeKind Kind, int Object);

internal enum ObjectChangeKind
{
    Tariff,
    TariffGone,
    Location,
    FirstEvse,
    SecondEvse,
    Session,
    Cdr,
}

internal enum PartnerMood
{
    /// <summary>Takes everything.</summary>
    Well,

    /// <summary>Nothing arrives.</summary>
    Away,

    /// <summary>Of everything something: answers lost after the deed, server errors, throttling, absence.</summary>
    Moody,
}
