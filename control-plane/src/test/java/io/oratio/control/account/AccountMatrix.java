package io.oratio.control.account;

import io.oratio.control.rig.MatrixPart;
import io.oratio.control.rig.SampleRecord;
import io.oratio.control.trust.TestTrust;
import io.oratio.domain.account.InMemoryUsers;
import io.oratio.domain.account.Invitations;
import io.oratio.domain.account.Members;
import io.oratio.domain.account.People;
import io.oratio.domain.account.Role;
import io.oratio.domain.account.User;
import io.oratio.domain.account.Users;
import io.oratio.domain.tenant.TenantId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/// Accounts among the tests that are generated from the contract.
@Configuration(proxyBeanMethods = false)
@MatrixPart
@Import({TestTrust.class, AccountFeature.class})
class AccountMatrix {
  /// Whoever the generated tests let in has an account.
  @Bean
  @Primary
  Users everybody() {
    InMemoryUsers users = new InMemoryUsers();
    return (Users)
        Proxy.newProxyInstance(
            Users.class.getClassLoader(),
            new Class<?>[] {Users.class},
            (_, method, arguments) -> {
              try {
                Object found = method.invoke(users, arguments);
                return method.getName().equals("find") && Optional.empty().equals(found)
                    ? Optional.of(user(String.valueOf(arguments[0])))
                    : found;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Bean
  SampleRecord sampleMember(Members members) {
    return sample(
        "userId",
        tenantId -> {
          String userId = "usr_" + People.newWord();
          members.save(People.member(tenantId, userId, Role.OWNER));
          members.save(People.member(tenantId, "usr_" + People.newWord(), Role.OWNER));
          return userId;
        });
  }

  @Bean
  SampleRecord sampleInvitation(Invitations invitations) {
    return sample(
        "invitationId",
        tenantId -> {
          String invitationId = "inv_" + People.newWord();
          invitations.add(People.invitation(tenantId, invitationId));
          return invitationId;
        });
  }

  private static User user(String userId) {
    User sample = People.user();
    return new User(
        userId,
        sample.email(),
        sample.name(),
        sample.passwordHash(),
        true,
        Optional.empty(),
        0,
        Optional.empty(),
        sample.createdAt());
  }

  private static SampleRecord sample(String parameter, Function<TenantId, String> write) {
    return new SampleRecord() {
      @Override
      public String parameter() {
        return parameter;
      }

      @Override
      public String write(TenantId tenantId) {
        return write.apply(tenantId);
      }
    };
  }
}
