package io.oratio.control.account;

import io.oratio.control.trust.Ids;
import io.oratio.control.trust.Refused;
import io.oratio.control.trust.Secrets;
import io.oratio.control.trust.SigningKeys;
import io.oratio.control.trust.Tokens;
import io.oratio.control.trust.Traces;
import io.oratio.control.trust.TrustSettings;
import io.oratio.domain.account.Invitations;
import io.oratio.domain.account.Logins;
import io.oratio.domain.account.Members;
import io.oratio.domain.account.OneTimeTokens;
import io.oratio.domain.account.Users;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.tenant.Tenants;
import io.oratio.runtime.mail.Mail;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the feature. Needs beans of: [Users], [Members], [Logins], [OneTimeTokens], [Invitations],
/// [Tenants], [ApiKeys], [AuditLog], [LiveEvents], [Mail], [TrustSettings] and what
/// [io.oratio.control.trust.TrustParts] makes; may have an [AccountSettings], an [OidcIssuer] and a
/// [Clock].
@Configuration(proxyBeanMethods = false)
public class AccountFeature {
  private final AccountSettings settings;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Ids ids;
  private final Secrets secrets;

  AccountFeature(ObjectProvider<AccountSettings> settings, ObjectProvider<Clock> clock) {
    this.settings = settings.getIfAvailable(AccountSettings::usual);
    this.clock = clock.getIfAvailable(Clock::systemUTC);
    this.ids = new Ids(this.clock, random);
    this.secrets = new Secrets(random);
  }

  @Bean(destroyMethod = "close")
  Later accountsLater() {
    return new Later();
  }

  @Bean
  Standing standing(Logins logins, Members members) {
    return new Standing(logins, members, clock, System::nanoTime);
  }

  @Bean
  BearerAuthentication bearerAuthentication(Tokens tokens, Standing standing) {
    return new BearerAuthentication(tokens, standing);
  }

  @Bean
  CookieAuthentication cookieAuthentication(Standing standing) {
    return new CookieAuthentication(standing);
  }

  @Bean
  SignIns signIns(
      Logins logins, Members members, Standing standing, Tokens tokens, TrustSettings trust) {
    return new SignIns(
        logins,
        members,
        standing,
        tokens,
        settings,
        ids,
        secrets,
        new RefreshSecrets(trust.folder(), secrets),
        clock);
  }

  @Bean
  Accounts accounts(Users users, Members members, Tenants tenants, OneTimeTokens oneTimeTokens) {
    return new Accounts(users, members, tenants, oneTimeTokens, ids, secrets, clock);
  }

  @Bean
  AccountJson accountJson(Users users, Members members, Tenants tenants) {
    return new AccountJson(users, members, tenants);
  }

  @Bean
  Letters accountLetters(Mail mail, TrustSettings trust) {
    return new Letters(mail, trust.baseAddress(), ids, clock);
  }

  @Bean
  Passwords passwords() {
    return new Argon2Passwords(random, settings.hashesAtOnce());
  }

  @Bean
  PasswordSignIn passwordSignIn(
      Users users, Members members, Passwords passwords, Refused refused, Later later) {
    return new PasswordSignIn(users, passwords, new LockOut(clock), members, refused, clock, later);
  }

  @Bean
  FirstOwner firstOwner(
      Accounts accounts, Members members, Tenants tenants, Passwords passwords, Letters letters) {
    return new FirstOwner(accounts, members, tenants, passwords, letters, settings.claimedTenant());
  }

  @Bean
  AuthEndpoints authEndpoints(
      Users users,
      Accounts accounts,
      Passwords passwords,
      PasswordSignIn passwordSignIn,
      Letters letters,
      SignIns signIns,
      FirstOwner firstOwner,
      AccountJson json,
      SigningKeys signingKeys,
      AuditLog audit,
      Later later) {
    Registrations registrations =
        new Registrations(users, accounts, passwords, letters, signIns, settings.isOpen(), later);
    return new AuthEndpoints(
        registrations,
        passwordSignIn,
        signIns,
        firstOwner,
        json,
        signingKeys,
        new Traces(audit, clock));
  }

  @Bean
  MemberEndpoints memberEndpoints(
      Invitations invitations,
      Members members,
      Users users,
      Tenants tenants,
      ApiKeys keys,
      LiveEvents live,
      AuditLog audit,
      Accounts accounts,
      PasswordSignIn passwordSignIn,
      Passwords passwords,
      Letters letters,
      SignIns signIns,
      Standing standing,
      AccountJson json,
      Later later) {
    People people = new People(members, keys, live, signIns, standing, clock);
    Invites invites =
        new Invites(
            new Invites.Stores(invitations, members, users, tenants),
            accounts,
            passwordSignIn,
            passwords,
            letters,
            settings.membersAtMost(),
            new Invites.Tools(ids, secrets, clock, later));
    return new MemberEndpoints(people, invites, signIns, json, new Traces(audit, clock), clock);
  }

  @Bean
  OidcEndpoints oidcEndpoints(
      ObjectProvider<OidcIssuer> issuer,
      Users users,
      Accounts accounts,
      Passwords passwords,
      SignIns signIns,
      Tokens tokens,
      TrustSettings trust,
      AuditLog audit) {
    OidcAccounts oidcAccounts =
        new OidcAccounts(users, accounts, passwords, signIns, secrets, settings.isOpen());
    return new OidcEndpoints(
        Optional.ofNullable(issuer.getIfAvailable()),
        oidcAccounts,
        signIns,
        tokens,
        secrets,
        trust.baseAddress(),
        new Traces(audit, clock));
  }
}
