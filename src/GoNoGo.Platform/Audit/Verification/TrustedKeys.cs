using GoNoGo.Platform.Audit.Notes;

namespace GoNoGo.Platform.Audit.Verification;

/// <summary>The keys that checkpoints are held against.</summary>
internal sealed class TrustedKeys(IReadOnlyList<VerifierKey> keys)
{
    public IReadOnlyList<VerifierKey> All => keys;

    /// <summary>What is wrong with a note's signatures; null where one holds.</summary>
    public AuditFindingKind? Fault(SignedNote note)
    {
        if (keys.Any(key => key.Verifies(note)))
        {
            return null;
        }

        return note.Signatures.Any(signature => keys.Any(key => key.IsNamedBy(signature)))
            ? AuditFindingKind.Edited
            : AuditFindingKind.KeySwapped;
    }
}
