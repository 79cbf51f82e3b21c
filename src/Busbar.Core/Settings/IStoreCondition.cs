namespace Busbar.Core.Settings;

/// <summary>Port: how writing goes. A small write may still find room where others do not.</summary>
public interface IStoreCondition
{
    /// <summary>When a write of this process last failed because of the database, and why; null when none has.</summary>
    (DateTimeOffset At, string Reason)? LastFailure { get; }
}
