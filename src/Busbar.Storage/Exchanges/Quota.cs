namespace Busbar.Storage.Exchanges;

/// <summary>Lets so many through in each period.</summary>
internal sealed class Quota(int most, TimeSpan period, TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _began = time.GetTimestamp();
    private int _taken;

    public bool TryTake()
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_began) >= period)
            {
                (_began, _taken) = (time.GetTimestamp(), 0);
            }

            if (_taken >= most)
            {
                return false;
            }

            _taken++;
            return true;
        }
    }
}
