namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>An element that stands before the one that counted, prices the same dimension, and did not apply.</summary>
/// <param name="Element">The element, counted from 0.</param>
/// <param name="Because">Its first restriction that did not hold.</param>
public readonly record struct PassedElement(int Element, RestrictionKind Because);
