namespace Busbar.Core.Objects;

/// <summary>What a write expects of the object that it writes.</summary>
public enum ObjectExpectation
{
    /// <summary>Nothing: it is made or replaced.</summary>
    Nothing,

    /// <summary>That it is new: one with the same content is the same message again, any other is a conflict.</summary>
    New,

    /// <summary>That it is known; an unknown one is not made.</summary>
    Known,
}
