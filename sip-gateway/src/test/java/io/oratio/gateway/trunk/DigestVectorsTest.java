package io.oratio.gateway.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The standards' own examples.
class DigestVectorsTest {
  @Test
  void rfc7616Section391WithSha256() {
    assertThat(
            DigestAlgorithm.SHA_256.response(
                "Mufasa",
                "http-auth@example.org",
                "Circle of Life",
                "GET",
                "/dir/index.html",
                "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                "00000001",
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"))
        .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
  }

  @Test
  void rfc7616Section391WithMd5() {
    assertThat(
            DigestAlgorithm.MD5.response(
                "Mufasa",
                "http-auth@example.org",
                "Circle of Life",
                "GET",
                "/dir/index.html",
                "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                "00000001",
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"))
        .isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
  }

  @Test
  void rfc2617Section35() {
    assertThat(
            DigestAlgorithm.MD5.response(
                "Mufasa",
                "testrealm@host.com",
                "Circle Of Life",
                "GET",
                "/dir/index.html",
                "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                "00000001",
                "0a4f113b"))
        .isEqualTo("6629fae49393a05397450978507c4ef1");
  }

  @Test
  void rfc2069Section24AsCorrectedByItsErratum() {
    assertThat(
            DigestAlgorithm.MD5.responseWithoutQop(
                "Mufasa",
                "testrealm@host.com",
                "CircleOfLife",
                "GET",
                "/dir/index.html",
                "dcd98b7102dd2f0e8b11d0f600bfb0c093"))
        .isEqualTo("1949323746fe6a43ef61f9606e7febea");
  }
}
