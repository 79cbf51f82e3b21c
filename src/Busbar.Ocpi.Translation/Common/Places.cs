using System.Text.Json;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>The objects of a list, from a first one on. Items that are no objects are passed over.</summary>
internal readonly struct Places(Node? first, LossLog log)
{
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var _ in this)
            {
                count++;
            }

            return count;
        }
    }

    public Enumerator GetEnumerator() => new(first, log);

    public struct Enumerator(Node? next, LossLog log)
    {
        public Place Current { get; private set; }

        public bool MoveNext()
        {
            while (next is { } node)
            {
                // Looked up before the current one may leave the list.
                next = node.Next;
                if (node.Kind == JsonValueKind.Object)
                {
                    Current = new Place(node, log);
                    return true;
                }
            }

            return false;
        }
    }
}
