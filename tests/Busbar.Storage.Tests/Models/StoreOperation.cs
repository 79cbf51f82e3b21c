namespace Busbar.Storage.Tests.Models;

/// <summary>One thing that is done to a store. Objects, cursors and texts are numbers, so that any of them can be left out.</summary>
public abstract record StoreOperation
{
    private StoreOperation()
    {
    }

    /// <summary>Some writes at once, each by a caller of its own.</summary>
    public sealed record Writes(params IReadOnlyList<ObjectStep> Steps) : StoreOperation
    {
        public override string ToString() => $"at once: {string.Join(", ", Steps)}";
    }

    /// <summary>Some writes in one transaction, in order.</summary>
    public sealed record Page(params IReadOnlyList<ObjectStep> Steps) : StoreOperation
    {
        public override string ToString() => $"one transaction: {string.Join(", ", Steps)}";
    }

    /// <summary>An entry that is not an object's.</summary>
    public sealed record Event(int Text) : StoreOperation;

    /// <summary>Reads a piece of the log.</summary>
    public sealed record Read(int Back, int Limit) : StoreOperation;

    /// <summary>A reader goes on from its cursor, keeps the latest state of each object, and writes its cursor down, or dies before that.</summary>
    public sealed record Follow(int Reader, int Limit, bool Dies) : StoreOperation;

    /// <summary>The process ends and starts anew.</summary>
    public sealed record Restart : StoreOperation;
}

/// <summary>What is done to one object.</summary>
public sealed record ObjectStep(int Object, ObjectStepKind Kind, int Text);

public enum ObjectStepKind
{
    Put,
    PutPart,
    Delete,
    Keep,
}
