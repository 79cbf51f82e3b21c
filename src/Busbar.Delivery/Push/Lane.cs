namespace Busbar.Delivery.Push;

/// <summary>In which order things go to a partner. One object is in one lane at a time.</summary>
internal enum Lane
{
    /// <summary>What changed. Goes first.</summary>
    Live,

    /// <summary>What has to be taken back, and what something that changed refers to.</summary>
    Early,

    /// <summary>What a partner has yet to be given of the stored objects, at the rate that was chosen for it.</summary>
    Load,
}
