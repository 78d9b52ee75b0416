"""Every setting.  The only module that reads the environment."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """`MONITOR_…` variables; frozen once read."""

    model_config = SettingsConfigDict(env_prefix="MONITOR_", frozen=True, extra="ignore")
