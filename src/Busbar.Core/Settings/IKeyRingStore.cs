namespace Busbar.Core.Settings;

/// <summary>Port: the keys that encrypt partners' tokens, shared by all processes of the gateway. Asked at the start and every few hours; the calls wait.</summary>
public interface IKeyRingStore
{
    /// <summary>Every key, as text.</summary>
    IReadOnlyList<string> List();

    /// <summary>
    /// Adds a key, unless another process added one within the last minute: processes that start at once would each make a first key, and one of them must be
    /// everybody's. Whoever adds reads the list again.
    /// </summary>
    void Add(string name, string value);
}
