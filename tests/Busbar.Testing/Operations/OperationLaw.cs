using System.Diagnostics;
using Busbar.Testing.Documents;

namespace Busbar.Testing.Operations;

/// <summary>
/// Runs random sequences of operations on what is tested and on a simple model beside it. Where they differ it shows the seed and the shortest sequence that still
/// differs. BUSBAR_TEST_FACTOR multiplies the number of sequences, BUSBAR_TEST_SEED is the first seed.
/// </summary>
public static class OperationLaw
{
    private const int MostTries = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <param name="sequences">How many sequences.</param>
    /// <param name="make">Makes a sequence. Operations say themselves what they are about, so that some can be left out.</param>
    /// <param name="run">Runs one, on objects that no other run touches (the number is new for each run); throws where model and reality differ.</param>
    public static async Task HoldsAsync<T>(int sequences, Func<Random, IReadOnlyList<T>> make, Func<int, IReadOnlyList<T>, Task> run)
    {
        var number = 0;
        for (var seed = DocumentLaw.FirstSeed; seed < DocumentLaw.FirstSeed + (sequences * DocumentLaw.Factor); seed++)
        {
            var operations = make(new Random(seed));
            if (await FailureAsync(operations) is { } failure)
            {
                var shortest = await ShrinkAsync(operations);
                throw new LawBrokenException($"seed {seed}: {failure.Message}\nshortest:\n  {string.Join("\n  ", shortest)}", failure);
            }
        }

        async Task<Exception?> FailureAsync(IReadOnlyList<T> operations)
        {
            try
            {
                await run(number++, operations);
                return null;
            }
            catch (Exception exception)
            {
                return exception;
            }
        }

        // Leaves out halves, then quarters, down to single operations, as long as what is left still fails.
        async Task<IReadOnlyList<T>> ShrinkAsync(IReadOnlyList<T> failing)
        {
            var (tries, began) = (0, Stopwatch.StartNew());
            for (var length = failing.Count / 2; length > 0; length /= 2)
            {
                for (var at = 0; at < failing.Count && tries < MostTries && began.Elapsed < Patience; tries++)
                {
                    IReadOnlyList<T> shorter = [.. failing.Take(at), .. failing.Skip(at + length)];
                    if (await FailureAsync(shorter) is not null)
                    {
                        failing = shorter;
                    }
                    else
                    {
                        at += length;
                    }
                }
            }

            return failing;
        }
    }
}
