package io.oratio.media.rtcp;

/// What a listener would think of a line: the E-model of ITU-T G.107 with its default values for
/// all that we cannot measure, for G.711 with concealment (G.113 appendix I).
public final class EModel {
  /// R of a perfect narrow-band line by G.107's defaults.
  private static final double R_DEFAULT = 93.2;

  /// How G.711 with concealment of appendix I bears random loss (G.113 table I.2; Ie is 0).
  private static final double LOSS_ROBUSTNESS = 25.1;

  private EModel() {}

  /// The rating R, 0 to 93.2.
  ///
  /// @param lossShare of all packets that were not played, late ones included, 0.0 to 1.0
  /// @param burstRatio how much longer losses in a row are than they would be by chance, at least
  ///   1.0; 1.0 where unknown
  /// @param oneWayDelayMs from mouth to ear
  public static double rating(double lossShare, double burstRatio, double oneWayDelayMs) {
    double lossPercent = 100 * Math.clamp(lossShare, 0, 1);
    double impairment =
        95 * lossPercent / (lossPercent / Math.max(1, burstRatio) + LOSS_ROBUSTNESS);
    // The delay impairment, in the simple form that fits G.107 without echo up to 400 ms.
    double delay = Math.max(0, oneWayDelayMs);
    double delayImpairment = 0.024 * delay + (delay > 177.3 ? 0.11 * (delay - 177.3) : 0);
    return Math.max(0, R_DEFAULT - delayImpairment - impairment);
  }

  /// The mean opinion score, 1.0 to 4.5, for a rating (G.107 annex B).
  public static double score(double rating) {
    if (rating <= 0) {
      return 1;
    }
    if (rating >= 100) {
      return 4.5;
    }
    return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
  }

  /// The mean opinion score of a line with losses by chance.
  public static double meanOpinionScore(double lossShare, double oneWayDelayMs) {
    return score(rating(lossShare, 1, oneWayDelayMs));
  }

  /// The burst ratio of losses counted in runs: their mean length over what chance would give
  /// (G.107 §3.5); 1.0 where nothing was lost.
  ///
  /// @param lost packets in all
  /// @param runs in how many runs
  /// @param expected packets in all
  public static double burstRatio(long lost, long runs, long expected) {
    if (lost <= 0 || runs <= 0 || expected <= lost) {
      return 1;
    }
    double mean = (double) lost / runs;
    double byChance = (double) expected / (expected - lost);
    return Math.max(1, mean / byChance);
  }
}
